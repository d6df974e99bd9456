/**
 * Ends this browser's session, or all of this person's, and leaves for the sign-in page. The answer makes the browser
 * forget its copies of plans; the leave guard asks first while something is only here.
 */
export function signOut(everywhere: boolean): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/sign-in/end'
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'everywhere'
  field.value = everywhere ? 'yes' : 'no'
  form.append(field)
  document.body.append(form)
  form.submit()
}
