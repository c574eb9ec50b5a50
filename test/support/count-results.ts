import { readFileSync } from "node:fs";
import { z } from "zod";

/** Of vitest's JSON report. A test that did not run has not passed. */
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

const [file = "", status = "1"] = process.argv.slice(2);
const report = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
const unfinished = report.numFailedTests + report.numPendingTests + report.numTodoTests;

// A file that cannot even be loaded, or a suite without tests, shows only in vitest's exit status.
const isSilentFailure = unfinished === 0 && (status !== "0" || report.numPassedTests === 0);
console.log(`${report.numPassedTests} ${isSilentFailure ? 1 : unfinished}`);
