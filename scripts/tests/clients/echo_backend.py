"""A server for the tests of real clients: it answers with what it got, in the ways a server may answer.

usage: echo_backend.py ADMIN_URL ID

    any method  /echo...        JSON: method, target, version, fields as they came, length and SHA-256 of the body
                /bytes/N        N bytes with their length; honours Range
                /chunked/N      the same bytes in chunks
                /until-close/N  the same bytes in HTTP/1.0, ended by closing
                /mirror         the body of the request
                /slow/MS        an answer after that many milliseconds
                /early          413 at once; the body is not read
                /fields         fields of one connection only, and two Set-Cookie
                /ws             a WebSocket that echoes (RFC 6455)
"""
import base64
import hashlib
import http.client
import json
import struct
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADMIN, ID = sys.argv[1], sys.argv[2]
PIECE = 64 * 1024
ACCEPT = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
# The balancer passes on 100 lines and adds its own; the library would refuse them.
http.client._MAXHEADERS = 200


def pattern(length):
    """Bytes that differ from piece to piece, so that one lost or doubled shows."""
    numbers = b"".join(struct.pack(">I", i) for i in range(0, (length + 3) // 4))
    return numbers[:length]


class EchoHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def answer_any(self):
        path, _, argument = self.path.split("?")[0].removeprefix("/").partition("/")
        if path == "early":
            self.close_connection = True
            return self.send_error(413)
        if path == "ws":
            return self.web_socket()
        body = self.body()
        if path == "health_check":
            self.answer(b"ok")
        elif path == "bytes":
            self.answer_range(pattern(int(argument)))
        elif path == "chunked":
            self.answer_chunked(pattern(int(argument)))
        elif path == "until-close":
            self.answer_until_close(pattern(int(argument)))
        elif path == "mirror":
            self.answer(body)
        elif path == "fields":
            self.answer(b"", ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2; HttpOnly"), ("Keep-Alive", "timeout=7"),
                        ("Connection", "X-Inner"), ("X-Inner", "secret"), ("Proxy-Authenticate", "Basic"))
        else:
            if path == "slow":
                time.sleep(int(argument) / 1000)
            self.answer(json.dumps({
                "method": self.command, "target": self.path, "version": self.request_version,
                "fields": [[name.lower(), value] for name, value in self.headers.items()],
                "length": len(body), "sha256": hashlib.sha256(body).hexdigest(), "server": ID}).encode())

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer_any

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.exactly(int(self.headers.get("Content-Length", 0)))
        body = bytearray()
        while size := int(self.rfile.readline(), 16):
            body += self.exactly(size)
            self.exactly(2)
        while self.rfile.readline() not in (b"\r\n", b""):
            pass
        return bytes(body)

    def exactly(self, length):
        data = self.rfile.read(length)
        if len(data) < length:
            raise ConnectionError("the request was cut short")
        return data

    def answer(self, body, *fields, status=200):
        self.send_response(status)
        self.send_header("X-Served-By", ID)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields:
            self.send_header(name, value)
        self.end_headers()
        self.write_body(body)

    def answer_range(self, body):
        asked = self.headers.get("Range", "").removeprefix("bytes=")
        if not asked:
            return self.answer(body)
        first, _, last = asked.partition("-")
        part = body[int(first):int(last or len(body) - 1) + 1]
        self.answer(part, ("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(body)}"), status=206)

    def answer_chunked(self, body):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        # Pieces of an odd size, so that chunks and buffers do not coincide.
        for start in range(0, len(body), PIECE - 13):
            piece = body[start:start + PIECE - 13]
            self.write_body(b"%x;piece\r\n%s\r\n" % (len(piece), piece))
        self.write_body(b"0\r\nX-Trailer: dropped\r\n\r\n")

    def answer_until_close(self, body):
        self.protocol_version = "HTTP/1.0"
        self.close_connection = True
        self.send_response(200)
        self.end_headers()
        self.write_body(body)

    def write_body(self, data):
        if self.command != "HEAD":
            self.wfile.write(data)

    def web_socket(self):
        self.close_connection = True
        if self.headers.get("Upgrade", "").lower() != "websocket" or "upgrade" not in self.headers["Connection"].lower():
            return self.answer(b"an upgrade is required", status=426)
        digest = hashlib.sha1(self.headers["Sec-WebSocket-Key"].encode() + ACCEPT).digest()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(digest).decode())
        self.end_headers()
        while (opcode := self.echo_frame()) != CLOSE:
            if opcode not in (0, TEXT, BINARY, PING, PONG):
                raise ConnectionError(f"opcode {opcode}")

    def echo_frame(self):
        """Sends back one frame, fragments as fragments, a ping as a pong; returns what it was."""
        head, length = self.exactly(2)
        masked, length = length & 0x80, length & 0x7f
        if length > 125:
            length = int.from_bytes(self.exactly(2 if length == 126 else 8), "big")
        mask = self.exactly(4) if masked else bytes(4)
        data = self.exactly(length)
        key = int.from_bytes((mask * (length // 4 + 1))[:length], "big")
        data = (int.from_bytes(data, "big") ^ key).to_bytes(length, "big")
        opcode = head & 0x0f
        if length > 65535:
            size = b"\x7f" + struct.pack(">Q", length)
        else:
            size = b"\x7e" + struct.pack(">H", length) if length > 125 else bytes([length])
        self.wfile.write(bytes([head & 0xf0 | (PONG if opcode == PING else opcode)]) + size + data)
        return opcode

    def log_message(self, *_):
        """A line a request would be too much."""


class EchoServer(ThreadingHTTPServer):
    request_queue_size = 1024


server = EchoServer(("127.0.0.1", 0), EchoHandler)
threading.Thread(target=server.serve_forever).start()  # the balancer looks before it answers the POST
post = urllib.request.Request(f"{ADMIN}/server_up", json.dumps(
    {"url": f"http://127.0.0.1:{server.server_port}", "id": ID}).encode(), {"Content-Type": "application/json"})
print(ID, urllib.request.urlopen(post, timeout=10).read().decode(), flush=True)
