"""The plan rules as plain functions: no Django, no clock read, no I/O.

`content` is the shape of a draft, `doubts` what a person must settle in it, `difference` two
versions side by side, `windows` the report windows and `areas` the areas of the reform.
"""
