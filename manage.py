"""The same as the console script ``indsats``."""

from indsats.config.command import main

if __name__ == "__main__":
    main()
