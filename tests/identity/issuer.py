"""An organisation's sign-in made for tests: on this machine alone, with a key of its own."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "befriend", "between us"


class Issuer:
    """Says who signs in, as `claims` and `userinfo` have it, and signs what it says."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with: Any = self.key
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {"sub": "s-1"}
        self.userinfo: dict[str, Any] = {"sub": "s-1"}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (Answering,), {"issuer": self}))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Be gone."""
        self.server.shutdown()
        self.server.server_close()

    def app(self) -> dict[str, Any]:
        """Return how settings know this issuer."""
        return {
            "provider_id": "organisation",
            "name": "Larkfield Council",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.url},
        }

    def discovery(self) -> dict[str, Any]:
        """Return where everything is."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """Return the public half of the key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def token(self) -> dict[str, Any]:
        """Return what was asked for with a code."""
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(said, self.signs_with, algorithm=self.algorithm, headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


class Answering(BaseHTTPRequestHandler):
    """Answers in JSON, and writes no log."""

    issuer: Issuer

    def do_GET(self) -> None:
        """Say where everything is, the keys, or who somebody is."""
        ways = {
            "/.well-known/openid-configuration": self.issuer.discovery,
            "/keys": self.issuer.keys,
            "/userinfo": lambda: self.issuer.userinfo,
        }
        self.answer(ways[self.path.split("?")[0]]())

    def do_POST(self) -> None:
        """Change a code for a token."""
        self.issuer.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer(self.issuer.token())

    def answer(self, said: dict[str, Any]) -> None:
        """Send it."""
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
