"""`python -m cxsite`."""

from cxsite.cli import main

if __name__ == "__main__":
    main()
