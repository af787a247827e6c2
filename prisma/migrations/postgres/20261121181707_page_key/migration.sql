-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "pageKey" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Document_pageKey_key" ON "Document"("pageKey");
