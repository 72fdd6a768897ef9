// Answers one JSON request per line with one JSON line, in order. Requests:
//   {op: "decode", schema, hex}           -> {hex: encoded again, json: the value in Avro's JSON encoding}
//   {op: "random", schema}                -> {hex, json} of a random value
//   {op: "resolve", reader, writer, hex}  -> {hex: the value in the reader's encoding}
//   {op: "describe", schema}              -> {canonical}
// A request that fails is answered by {error}.
'use strict';

const readline = require('readline');
const avro = require('avsc');

// Exact 64-bit numbers; their JSON form is a string of digits.
const longType = avro.types.LongType.__with({
  fromBuffer: (buf) => buf.readBigInt64LE(),
  toBuffer: (n) => {
    const buf = Buffer.alloc(8);
    buf.writeBigInt64LE(n);
    return buf;
  },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (n) => typeof n === 'bigint',
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
});

const parse = (schema, long) =>
  avro.Type.forSchema(JSON.parse(schema), {
    wrapUnions: true,
    typeHook: (part) => (long && (part === 'long' || part.type === 'long') ? long : undefined),
  });

const describeValue = (type, value) => ({ hex: type.toBuffer(value).toString('hex'), json: type.toString(value) });

function answer(request) {
  switch (request.op) {
    case 'decode': {
      const type = parse(request.schema, longType);
      return describeValue(type, type.fromBuffer(Buffer.from(request.hex, 'hex')));
    }
    case 'random': {
      const type = parse(request.schema, longType);
      return describeValue(type, type.fromBuffer(type.toBuffer(type.random())));
    }
    case 'resolve': {
      const reader = parse(request.reader);
      const resolver = reader.createResolver(parse(request.writer));
      return { hex: reader.toBuffer(reader.fromBuffer(Buffer.from(request.hex, 'hex'), resolver)).toString('hex') };
    }
    case 'describe': {
      const type = parse(request.schema);
      return { canonical: JSON.stringify(type.schema()) };
    }
    default:
      throw new Error(`unknown op ${request.op}`);
  }
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  let result;
  try {
    result = answer(JSON.parse(line));
  } catch (e) {
    result = { error: String(e.message) };
  }
  process.stdout.write(JSON.stringify(result) + '\n');
});
