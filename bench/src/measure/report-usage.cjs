// Loaded before the measured program: tells on descriptor 3 what the process has used when it ends.
// Peak memory is VmHWM where there is one: the kernel's maxRSS also counts the parent this process was forked from.
// Plain JavaScript, because stripping types would be part of what is measured.
/// <reference types="node" />
"use strict";
const fs = require("node:fs");

function peakKiB() {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  fs.writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: peakKiB() / 1024 }));
});
