"""The forms of plans: what an officer types, turned into the shape of a draft and back."""
