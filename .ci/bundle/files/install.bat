@echo off
rem ASCII only: the code page of the console is not known.
set PYTHONUTF8=1
for %%V in (3.12 3.11) do (
  py -%%V -c "" >nul 2>nul && (
    py -%%V "%~dp0install.py" %*
    goto end
  )
)
python -c "" >nul 2>nul && (
  python "%~dp0install.py" %*
  goto end
)
echo Python 3.11 or 3.12 (64 bit) is needed. Please read the text that opens.
start "" notepad "%~dp0readme.txt"
:end
pause
