#!/usr/bin/env python3
"""Holds idle keep-alive connections; each has made one request.

usage: hold_connections.py HOST PORT PATH COUNT

Prints `holding COUNT` when all are open. For each line on standard input it prints `alive N`: how many the other side
has neither closed nor written to. Ends, and closes them, at the end of its input.
"""
import select
import socket
import sys

TIMEOUT_SECONDS = 10


def open_connection(host, port, path):
    """A connection that has had its answer; anything but a whole 200 is an error."""
    connection = socket.create_connection((host, port), TIMEOUT_SECONDS)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += received(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if lines[0].split(" ")[1:2] != ["200"]:
        raise ValueError(f"expected 200, got: {lines[0]}")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    while len(body) < int(fields["content-length"]):
        body += received(connection)
    return connection


def received(connection):
    part = connection.recv(65536)
    if not part:
        raise ValueError("the connection was closed in the middle of an answer")
    return part


def alive(connections):
    """How many have nothing to read: neither an end nor an answer that nobody asked for."""
    poll = select.poll()
    for connection in connections:
        poll.register(connection, select.POLLIN | select.POLLHUP)
    return len(connections) - len(poll.poll(0))


def main():
    host, port, path, count = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    connections = [open_connection(host, port, path) for _ in range(count)]
    print(f"holding {count}", flush=True)
    for _ in sys.stdin:
        print(f"alive {alive(connections)}", flush=True)


if __name__ == "__main__":
    main()
