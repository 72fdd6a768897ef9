// ready.mjs PORT: asks a broker on 127.0.0.1 for its API versions until it answers; prints the milliseconds since this program was called.
import { connect } from "node:net";

const port = Number(process.argv[2]);
const limitMs = 60_000;
const began = performance.timeOrigin; // so that Node's own start counts against the broker, which runs meanwhile
const request = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 255, 255]); // length, ApiVersions, version 0, correlation id 1, no client id

function ask() {
  const socket = connect({ port, host: "127.0.0.1" });
  const again = () => {
    socket.destroy();
    if (Date.now() - began > limitMs) {
      console.error(`nothing answers on port ${port} after ${limitMs} ms`);
      process.exit(1);
    }
    setTimeout(ask, 2);
  };
  socket.setTimeout(5_000, again);
  socket.on("error", again);
  socket.on("connect", () => socket.write(request));
  socket.on("data", () => {
    console.log(Math.round(Date.now() - began));
    process.exit(0);
  });
}
ask();
