// What a reader of figures has to know of the machine, and what a process has used of it.
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'

/** Clock ticks of the kernel's account of a process: a hundred a second on every Linux that Node runs on. */
const TICKS = 100

/** One line: processors and how busy they are with other work. */
export function machine() {
  const processors = cpus()
  return `${processors.length} processors (${processors[0].model.trim()}), load average ${loadavg().map((load) => load.toFixed(1)).join(' ')}`
}

/** Seconds of processor time that a process has used. */
export function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
