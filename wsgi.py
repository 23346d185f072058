"""The WSGI application, for any server: `waitress-serve wsgi:app`, `flask --app wsgi …`."""

from courseapp.app import create_app
from courseapp.config import read_settings

app = create_app(read_settings())
