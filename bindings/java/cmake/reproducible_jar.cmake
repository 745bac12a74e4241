# Packs CLASSES into OUTPUT: the same classes give the same bytes, wherever and whenever.
file(GLOB_RECURSE files RELATIVE ${CLASSES} ${CLASSES}/*)
list(SORT files)
list(JOIN files "\n" list)
file(WRITE ${OUTPUT}.files "${list}\n")
execute_process(COMMAND ${JAR} --create --file ${OUTPUT} --date=1980-01-01T00:00:02Z --module-version=${VERSION}
                        @${OUTPUT}.files
                WORKING_DIRECTORY ${CLASSES} COMMAND_ERROR_IS_FATAL ANY)
