"""Reading what strangers send, in a process of its own with little memory, time and no secrets.

A hostile file may keep a parser busy for minutes or break it; then this process ends, and the
product says that the file could not be read. Nothing in here knows the database or the web.
"""
