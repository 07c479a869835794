"""Creates and changes authors' files. The only package that writes them."""
