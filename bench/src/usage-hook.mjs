// Preloaded into measured processes: at the end of each, its peak of resident memory in kilobytes and the time it had of
// the processors in microseconds are appended to a file.
import { appendFileSync } from "node:fs";

const file = process.env.STARFIX_BENCH_USAGE;
if (file) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    appendFileSync(file, `${process.pid} ${maxRSS} ${userCPUTime + systemCPUTime}\n`);
  });
}
