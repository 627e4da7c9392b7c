// Run as `node run.mjs <subject> <size> <warm-up>`: prints how long one pass over `size` definitions takes.
const [, , subject, size, warmUp] = process.argv;
const { compile } = await import(`./${subject}.mjs`);

if (Number(warmUp) > 0) await compile(0, Number(warmUp));
globalThis.gc?.();
const cpu = process.cpuUsage();
const started = performance.now();
const artifacts = await compile(Number(warmUp), Number(warmUp) + Number(size));
const milliseconds = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
if (artifacts.length !== Number(size)) throw new Error(`expected ${size} artifacts, received ${artifacts.length}`);
const bytes = artifacts.reduce((sum, { text }) => sum + text.length, 0);
const each = { microseconds: (milliseconds * 1000) / Number(size), cpuMicroseconds: (user + system) / Number(size) };
process.stdout.write(`${JSON.stringify({ ...each, bytes })}\n`);
