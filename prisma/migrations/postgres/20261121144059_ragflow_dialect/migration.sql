-- CreateEnum
CREATE TYPE "AssistantPromptType" AS ENUM ('simple', 'advanced');

-- AlterEnum
ALTER TYPE "DocumentState" ADD VALUE 'unread';

-- AlterTable
ALTER TABLE "Assistant" ADD COLUMN     "promptType" "AssistantPromptType";

-- AlterTable
ALTER TABLE "KnowledgeBase" ADD COLUMN     "avatar" TEXT,
ADD COLUMN     "language" TEXT;

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "thumbnail" TEXT;
