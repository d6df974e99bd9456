import { type ReactNode, useEffect } from 'react'
import { firstThingsDone } from './first-things.ts'
import { Logo } from './logo.tsx'
import styles from './sentence.module.css'

/** A page that only says something: a title, a few sentences, a way on. */
export function Sentence({ title, children }: { title: string; children: ReactNode }) {
  useEffect(firstThingsDone, [])
  return (
    <main className={styles.page}>
      <Logo />
      <h1>{title}</h1>
      {children}
    </main>
  )
}
