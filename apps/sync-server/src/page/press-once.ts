/**
 * A form is sent once however often it is pressed, and shows that it is under way. After a while, or when one comes back
 * to the page, it may be pressed again: the answer may have been lost.
 */
export const pressOnce = `{let sent=null;const free=()=>{sent?.removeAttribute('aria-busy');sent=null};addEventListener('submit',(e)=>{if(e.defaultPrevented)return;if(sent)return e.preventDefault();sent=e.submitter??e.target.querySelector('button')??e.target;sent.setAttribute('aria-busy','true');setTimeout(free,8000)});addEventListener('pageshow',free)}`
