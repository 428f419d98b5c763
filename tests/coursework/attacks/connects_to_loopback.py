# Connects to a server on this machine.
import socket


def correlate2d(image, kernel, stride=1, padding=0):
    with socket.create_connection(("127.0.0.1", int("PORT")), timeout=1) as connection:
        connection.send(b"hello")
        raise ValueError(connection.recv(100).decode())
