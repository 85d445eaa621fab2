"""`python -m dinh.cli`, the same as `dinh`."""

import sys

from dinh.cli import main

sys.exit(main())
