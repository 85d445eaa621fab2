"""The screens of plans: translate a request, make one call, translate back."""
