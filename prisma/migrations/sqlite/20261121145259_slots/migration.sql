-- RedefineTables: nothing refers to it, and rows of the older form are nobody's.
DROP TABLE "StreamSlot";
CREATE TABLE "StreamSlot" (
    "userId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "leaseUntil" DATETIME NOT NULL,

    PRIMARY KEY ("userId", "number"),
    CONSTRAINT "StreamSlot_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "StreamSlot_id_idx" ON "StreamSlot"("id");
