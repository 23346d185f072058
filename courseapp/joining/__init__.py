"""Joining an initiative: its form, the requests, what is asked, decided and written."""
