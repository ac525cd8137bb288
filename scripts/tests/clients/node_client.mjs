// Node's fetch, http module and WebSocket through the balancer. Prints `ok ...` for each check; fails at the first mistake.
// usage: node [--experimental-websocket] node_client.mjs http://HOST:PORT
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

const TRAFFIC = process.argv[2];
const web = TRAFFIC.startsWith('https') ? https : http;
const BIG = 10 * 1024 * 1024;
const SECONDS = 30;
const sha = (data) => createHash('sha256').update(data).digest('hex');
const limit = () => AbortSignal.timeout(SECONDS * 1000);
const body = async (answer) => Buffer.from(await answer.arrayBuffer());

async function fetchesInParallel() {
  const targets = Array.from({ length: 200 }, (_, i) => `/echo?${i}`);
  const echoes = await Promise.all(
    targets.map((target) => fetch(TRAFFIC + target, { signal: limit() }).then((answer) => answer.json())));
  assert.deepEqual(echoes.map((echo) => echo.target), targets);
}

async function fetchesAndPostsLargeBodies() {
  const plain = await body(await fetch(`${TRAFFIC}/bytes/${BIG}`, { signal: limit() }));
  const chunked = await body(await fetch(`${TRAFFIC}/chunked/${BIG}`, { signal: limit() }));
  assert.equal(plain.length, BIG);
  assert.ok(plain.equals(chunked));
  const posted = await fetch(`${TRAFFIC}/echo`, { method: 'POST', body: plain, signal: limit() });
  assert.equal((await posted.json()).sha256, sha(plain));
}

async function streamsAnUpload() {
  const pieces = Array.from({ length: 160 }, () => randomBytes(BIG / 160));
  const queue = [...pieces];
  const stream = new ReadableStream({
    pull(controller) {
      if (queue.length === 0) {
        controller.close();
      } else {
        controller.enqueue(queue.shift());
      }
    },
  });
  const answer = await fetch(`${TRAFFIC}/mirror`, { method: 'PUT', body: stream, duplex: 'half', signal: limit() });
  assert.ok((await body(answer)).equals(Buffer.concat(pieces)));
}

async function abortsAndGoesOn() {
  const impatient = fetch(`${TRAFFIC}/slow/3000`, { signal: AbortSignal.timeout(300) });
  await assert.rejects(impatient, { name: 'TimeoutError' });
  assert.equal((await fetch(`${TRAFFIC}/slow/10`, { signal: limit() })).status, 200);
}

function request(agent, target) {
  return new Promise((resolve, reject) => {
    const sent = web.get(TRAFFIC + target, { agent, timeout: SECONDS * 1000 }, (answer) => {
      answer.resume().on('end', () => resolve(sent.reusedSocket));
    });
    sent.on('error', reject).on('timeout', () => sent.destroy(new Error('timeout')));
  });
}

async function keepsTheAgentsConnection() {
  const agent = new web.Agent({ keepAlive: true, maxSockets: 1 });
  const reused = [];
  for (let i = 0; i < 10; i++) {
    reused.push(await request(agent, '/echo'));
  }
  agent.destroy();
  assert.deepEqual(reused, [false, ...Array(9).fill(true)]);
}

// One masked text frame by hand.
async function upgradesRawly() {
  const mask = randomBytes(4);
  const text = Buffer.from('hasty');
  const frame = Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, text.map((b, i) => b ^ mask[i % 4])]);
  const echoed = await new Promise((resolve, reject) => {
    const upgrade = web.get(`${TRAFFIC}/ws`, {
      headers: {
        Connection: 'keep-alive, Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13,
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    upgrade.on('error', reject).on('response', (answer) => reject(new Error(`status ${answer.statusCode}`)));
    upgrade.on('upgrade', (answer, socket, early) => {
      assert.equal(answer.headers['sec-websocket-accept'], 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
      let got = early;
      socket.on('data', (part) => {
        got = Buffer.concat([got, part]);
        if (got.length >= 2 + text.length) {
          socket.destroy();
          resolve(got.subarray(2).toString());
        }
      });
      socket.on('error', reject).setTimeout(SECONDS * 1000, () => reject(new Error('timeout')));
      socket.write(frame);
    });
  });
  assert.equal(echoed, 'hasty');
}

async function speaksWebSocket() {
  if (typeof WebSocket === 'undefined') {
    console.log('ok Node has no WebSocket of its own: skipped');
    return;
  }
  const messages = ['short', 'x'.repeat(100_000), 'last'];
  const got = [];
  const socket = new WebSocket(`${TRAFFIC.replace('http', 'ws')}/ws`);
  const closed = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('timeout')), SECONDS * 1000);
    socket.onerror = (event) => reject(event.error ?? new Error('WebSocket error'));
    socket.onopen = () => messages.forEach((message) => socket.send(message));
    socket.onmessage = (event) => {
      got.push(event.data);
      if (got.length === messages.length) {
        socket.close(1000, 'done');
      }
    };
    socket.onclose = (event) => {
      clearTimeout(late);
      resolve([event.code, event.reason]);
    };
  });
  assert.deepEqual(got, messages);
  assert.deepEqual(closed, [1000, 'done']);
}

for (const check of [fetchesInParallel, fetchesAndPostsLargeBodies, streamsAnUpload, abortsAndGoesOn,
  keepsTheAgentsConnection, upgradesRawly, speaksWebSocket]) {
  await check();
  console.log(`ok Node ${check.name}`);
}
