"""Replaces the balancer's keystore while a connection is open: it goes on, new ones get the new certificate.

usage: tls_reload.py https://HOST:PORT KEYSTORE OLD_PEM NEW_KEYSTORE NEW_PEM
"""
import http.client
import os
import ssl
import sys
import time
import urllib.parse

TRAFFIC, KEYSTORE, OLD_PEM, NEW_KEYSTORE, NEW_PEM = sys.argv[1:]
HOST, PORT = urllib.parse.urlsplit(TRAFFIC).hostname, urllib.parse.urlsplit(TRAFFIC).port
RELOAD_SECONDS = 30
TRUSTING = ssl.create_default_context(cafile=OLD_PEM)
TRUSTING.load_verify_locations(cafile=NEW_PEM)


def certificate(pem):
    with open(pem, encoding="ascii") as file:
        return ssl.PEM_cert_to_DER_cert(file.read())


def connect():
    client = http.client.HTTPSConnection(HOST, PORT, timeout=10, context=TRUSTING)
    client.connect()
    return client, client.sock.getpeercert(binary_form=True)


def check(expected, got, what):
    if expected != got:
        sys.exit(f"expected {what} to be {expected}, got {got}")


def get(client):
    client.request("GET", "/bytes/100000")
    answer = client.getresponse()
    check((200, 100_000), (answer.status, len(answer.read())), "the answer")


old, presented = connect()
check(True, presented == certificate(OLD_PEM), "the old certificate presented")
get(old)
session = old.sock
os.replace(NEW_KEYSTORE, KEYSTORE)
deadline = time.monotonic() + RELOAD_SECONDS
while (now := connect())[1] != certificate(NEW_PEM):
    now[0].close()
    check(True, time.monotonic() < deadline, f"the new certificate presented within {RELOAD_SECONDS} s")
    get(old)
    time.sleep(0.1)
get(now[0])
get(old)
check(True, old.sock is session, "the old connection kept")
