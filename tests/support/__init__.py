"""What the tests stand on: databases, clock, clients, servers, the browser."""
