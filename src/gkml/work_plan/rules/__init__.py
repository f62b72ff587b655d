"""One file a rule of the work plan: PL and a number, the fault, and its check of one plan. Found by walking this folder."""
