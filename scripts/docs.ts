/** `npm run docs`: writes `docs/metrics.md` from the comments on the declarations that it documents. Run from the repository's root. */
import { writeFileSync } from 'node:fs'
import { metricsPage } from './metrics-page.ts'

writeFileSync('docs/metrics.md', metricsPage())
