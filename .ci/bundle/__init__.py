"""Makes the offline bundles: for each kind of machine one archive with all wheels and an installer (`make bundle`)."""
