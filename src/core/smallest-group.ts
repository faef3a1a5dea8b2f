/** Of fewer people than this nothing is told to everybody: this project's floor, for groups, cohorts and the map alike. */
export const SMALLEST_GROUP = 5
