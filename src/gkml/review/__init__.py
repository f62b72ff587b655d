"""What a reviewing office learns from the directories handed in: defects, coverage of a guide, points, replies. No file, no screen."""
