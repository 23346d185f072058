"""One command that starts everything: `python -m courseapp.serve --port … --instance …`.

The supervisor prepares the instance folder (tables, real records), keeps the web server and
the worker running as two processes, and stops both when it is stopped. It imports nothing
of the product but its settings: it stays small, and alive whatever happens to the others.
"""

import gc

# The product is four hundred thousand objects that stay: to look through them for garbage while
# they are read takes an eighth of a start.
gc.set_threshold(50_000, 20, 100)
