@rem The packed command, on the Node that stands beside it.
@"%~dp0node.exe" "%~dp0keyrack.mjs" %*
