"""A prime server in Python's standard library; one POST to server_up is all it takes to get traffic.

usage: python_server.py http://127.0.0.1:8081 [ID]
"""
import json
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADMIN, ID = sys.argv[1], (sys.argv + ["python"])[2]


class PrimeServer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        number = self.path.split("?")[0].removeprefix("/prime/")
        if self.path == "/health_check":
            self.answer(200, {"status": "ok"})
        elif number.isascii() and number.isdigit():
            prime = int(number) > 1 and all(int(number) % d for d in range(2, int(number)))
            self.answer(200, {"number": number, "prime": prime, "method": "scan", "server": ID})
        else:
            self.answer(404, {"title": "not found"})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Served-By", ID)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """A line a request would be too much."""


server = ThreadingHTTPServer(("127.0.0.1", 0), PrimeServer)
threading.Thread(target=server.serve_forever).start()  # the balancer looks before it answers the POST
url = f"http://127.0.0.1:{server.server_port}"
post = urllib.request.Request(f"{ADMIN}/server_up", json.dumps({"url": url, "id": ID}).encode(),
                              {"Content-Type": "application/json"})
print(ID, url, urllib.request.urlopen(post, timeout=10).read().decode(), flush=True)
