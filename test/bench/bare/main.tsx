import { EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { createRoot } from 'react-dom/client'

/** The least that shows the same text in an editor: the baseline for loading. */
function Bare({ paragraphs }: { paragraphs: readonly string[] }) {
  const editor = useEditor({
    extensions: [StarterKit],
    content: {
      type: 'doc',
      content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
    },
    shouldRerenderOnTransaction: false,
  })
  return <EditorContent editor={editor} />
}

const paragraphs = (await (await fetch('./text.json')).json()) as string[]
createRoot(document.getElementById('root')!).render(<Bare paragraphs={paragraphs} />)
