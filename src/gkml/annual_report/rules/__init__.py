"""One file a rule of the annual report: A and a number, the fault, and its check of one report. Found by walking this folder."""
