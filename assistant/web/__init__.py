"""Parley over HTTP: the page that people use, and the doors for other tools.

`server.create_app` puts them on one port. Nothing here is imported before somebody serves.
"""
