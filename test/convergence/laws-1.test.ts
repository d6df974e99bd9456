import { laws } from './laws.ts'

laws(0, 2)
