import { PageNotFound } from '@/components/shell/PageNotFound'

export default PageNotFound
