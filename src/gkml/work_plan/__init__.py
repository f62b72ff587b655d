"""The third kind of document: the yearly work plan of an office (政务公开工作方案), its tasks, quotas and their progress."""
