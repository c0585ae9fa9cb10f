"""`python -m artemis_modkit`, the same as the command `artemis-modkit`."""

from artemis_modkit.cli import main

if __name__ == "__main__":
    main()
