"""How long a command took, in seconds, and its memory at most, in KB."""
import resource
import subprocess
import sys
import time

begun = time.monotonic()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
print("%.3f %d" % (time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
