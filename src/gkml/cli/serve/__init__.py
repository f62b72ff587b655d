"""`gkml serve`: the workspace as a page in the browser of this machine, for the clerk. Needs starlette and uvicorn."""
