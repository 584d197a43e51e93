"""``python -m dawra``: the command line."""

from dawra.views.cli import main

if __name__ == "__main__":
    main()
