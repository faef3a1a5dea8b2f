/** How late a weekly post may be. */
import { MS_PER_DAY } from '../core/calendar.ts'

const HALF_A_WEEK_MS = 3.5 * MS_PER_DAY

/** Whether what belonged to a slot is still worth posting: later than half its week, the next one is nearer. */
export const isInTime = (slotAt: number, now: number): boolean => now - slotAt < HALF_A_WEEK_MS
