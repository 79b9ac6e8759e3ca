"""What lets a report be typed without a connection: the worker of the browser, whose page it is, the data of checks."""
