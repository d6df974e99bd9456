import type { FieldPath } from '@concord/schema'
import { ExternalLink } from 'lucide-react'
import { memo } from 'react'
import { kitWords } from '../../words.ts'
import { useCard } from '../card-scope.tsx'
import { useRegister } from '../hooks.ts'
import styles from './inputs.module.css'
import { isSafeLink, linkCodec } from './link-codec.ts'
import { ParsedInput } from './parsed-input.tsx'

/** A web or mail address with a way to open it. Only http, https and mailto are ever links on the page. */
export const LinkInput = memo(function LinkInput(props: {
  readonly path: FieldPath
  readonly label?: string
  readonly placeholder?: string
  readonly className?: string
}) {
  const { block } = useCard()
  const [stored] = useRegister<string>(block, props.path)
  return (
    <ParsedInput {...props} codec={linkCodec}>
      {typeof stored === 'string' && isSafeLink(stored) ? (
        <a
          className={styles.mini}
          href={stored}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={kitWords.link.open(stored)}
        >
          <ExternalLink size={14} aria-hidden="true" />
        </a>
      ) : null}
    </ParsedInput>
  )
})
