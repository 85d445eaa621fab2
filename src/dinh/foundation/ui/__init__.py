"""What every screen is made of: tokens, components, template tags, small scripts."""
