; The Windows installer: for one user, without administrator rights.
;
;   Downhill-x.y.z-setup.exe /S [/DESKTOP] [/D=C:\folder]      install silently
;   uninstall.exe /S [/SETTINGS]                               remove silently
;
; Exit codes: 0 done, 2 stopped, 5 the program is running, 6 no room on the disk,
; 7 the older version could not be removed, 8 Windows is too old.

Unicode true
Target amd64-unicode ; the program needs 64 bits anyway
!include "${WORK}/names.nsh"

!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "Sections.nsh"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "InstallDir"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all
AllowSkipFiles off ; a file that can't be written ends the installation, it is not left out
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} ${VERSION} setup"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${PUBLISHER}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define KIND "${NAME}.Document"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\${NAME}.exe"

; -- pages and texts -------------------------------------------------------------------------

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_CUSTOMFUNCTION_SHOW un.HideSpace
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English" ; the first is for every language that is not here
!insertmacro MUI_LANGUAGE "SimpChinese"

!define EN ${LANG_ENGLISH}
!define ZH ${LANG_SIMPCHINESE}
LangString TITLE ${EN} "${NAME}"
LangString TITLE ${ZH} "${NAME} · ${CHINESE_NAME}"
LangString DESKTOP ${EN} "Desktop shortcut"
LangString DESKTOP ${ZH} "桌面快捷方式"
LangString SETTINGS ${EN} "Settings and sessions"
LangString SETTINGS ${ZH} "设置和实验记录"
LangString KIND_NAME ${EN} "${NAME} scenario"
LangString KIND_NAME ${ZH} "“${CHINESE_NAME}”情景"
LangString ABOUT_MAIN ${EN} "The program, its place in the Start menu, and ${ENDING} and ${LESSON} files opened by it."
LangString ABOUT_MAIN ${ZH} "程序、开始菜单项，以及与 ${ENDING}、${LESSON} 文件的关联。"
LangString ABOUT_DESKTOP ${EN} "Starts ${NAME} from the desktop."
LangString ABOUT_DESKTOP ${ZH} "从桌面启动“${CHINESE_NAME}”。"
LangString ABOUT_UN ${EN} "The program. Files of your own stay where they are."
LangString ABOUT_UN ${ZH} "程序本身。你自己的文件会保留在原处。"
LangString ABOUT_SETTINGS ${EN} "Settings and sessions on this computer."
LangString ABOUT_SETTINGS ${ZH} "这台电脑上的设置和实验记录。"
LangString RUNNING ${EN} "${NAME} is running. Close it, then choose Retry."
LangString RUNNING ${ZH} "“${CHINESE_NAME}”正在运行。请先将其关闭，然后选择“重试”。"
LangString NO_ROOM ${EN} "There is not enough room on this disk: ${NAME} needs ${SIZE_MB} MB."
LangString NO_ROOM ${ZH} "磁盘空间不足：“${CHINESE_NAME}”需要 ${SIZE_MB} MB。"
LangString OLDER ${EN} "The version that is installed could not be removed."
LangString OLDER ${ZH} "无法移除已安装的版本。"
LangString OLD_WINDOWS ${EN} "${NAME} needs Windows 10 or newer."
LangString OLD_WINDOWS ${ZH} "“${CHINESE_NAME}”需要 Windows 10 或更新的版本。"

; -- what both halves ask --------------------------------------------------------------------

; Ends with a message and an exit code; a silent run has only the code.
!macro Stop CODE TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A library that a process has loaded can't be opened to be written: that is the whole test, and
; it needs no help of the program. $R0 is the folder to look into.
!macro Guard UN
Function ${UN}Guard
  ${DoWhile} ${FileExists} "$R0\program\${PYTHON_DLL}"
    ClearErrors
    FileOpen $0 "$R0\program\${PYTHON_DLL}" a
    ${IfNot} ${Errors}
      FileClose $0
      Return
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 5
    Quit
    again:
  ${Loop}
FunctionEnd
!macroend
!insertmacro Guard ""
!insertmacro Guard "un."

; -- install ---------------------------------------------------------------------------------

Function CheckRoom
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  ${IfNot} ${Errors}
  ${AndIf} $1 < ${SIZE_MB}
    !insertmacro Stop 6 "$(NO_ROOM)"
  ${EndIf}
FunctionEnd

; The older version takes itself away, by its own list of files. Settings stay.
Function RemoveOlder
  ReadRegStr $R0 HKCU "Software\${NAME}" "InstallDir"
  ${If} $R0 == ""
  ${OrIfNot} ${FileExists} "$R0\uninstall.exe"
    Return
  ${EndIf}
  Call Guard
  ClearErrors
  ExecWait '"$R0\uninstall.exe" /S _?=$R0' $1
  ${If} ${Errors}
  ${OrIf} $1 <> 0
    !insertmacro Stop 7 "$(OLDER)"
  ${EndIf}
  Delete "$R0\uninstall.exe"
  RMDir "$R0"
FunctionEnd

Section "$(TITLE)" MAIN
  SectionIn RO
  SetDetailsPrint textonly
  StrCpy $R0 $INSTDIR
  Call Guard
  Call CheckRoom
  Call RemoveOlder
  !include "${WORK}/install.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "Software\${NAME}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${PATHS}" "" "$INSTDIR\${NAME}.exe"

  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\${LESSON}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${LESSON}" "Content Type" "${LESSON_MIME}"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(KIND_NAME)"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${NAME}.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
  ; Offered under "Open with" for scenarios that end in .json.
  WriteRegStr HKCU "${CLASSES}\Applications\${NAME}.exe\shell\open\command" "" \
    '"$INSTDIR\${NAME}.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${NAME}.exe\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${NAME}.exe\SupportedTypes" "${LESSON}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${NAME}.exe\SupportedTypes" ".json" ""

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(TITLE)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section /o "$(DESKTOP)" ON_DESKTOP
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${MAIN} "$(ABOUT_MAIN)"
  !insertmacro MUI_DESCRIPTION_TEXT ${ON_DESKTOP} "$(ABOUT_DESKTOP)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  SetRegView 64
  ReadRegDWORD $0 HKLM "Software\Microsoft\Windows NT\CurrentVersion" "CurrentMajorVersionNumber"
  ${If} $0 < 10 ; older systems have no such value
    !insertmacro Stop 8 "$(OLD_WINDOWS)"
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DESKTOP" $1
  ${IfNot} ${Errors}
  ${OrIf} ${FileExists} "$DESKTOP\${NAME}.lnk" ; who had one keeps it
    !insertmacro SelectSection ${ON_DESKTOP}
  ${EndIf}
  ; Better said now than after all the pages.
  ReadRegStr $R0 HKCU "Software\${NAME}" "InstallDir"
  ${If} $R0 != ""
    Call Guard
  ${EndIf}
FunctionEnd

; -- uninstall -------------------------------------------------------------------------------

Section "un.$(TITLE)" UN_MAIN
  SectionIn RO
  SetDetailsPrint textonly
  StrCpy $R0 $INSTDIR
  Call un.Guard
  !include "${WORK}/uninstall.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays if a person keeps something in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"

  ; The endings may belong to another program by now.
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "${CLASSES}\${ENDING}"
  ${EndIf}
  ReadRegStr $0 HKCU "${CLASSES}\${LESSON}" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "${CLASSES}\${LESSON}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${NAME}.exe"
  DeleteRegKey HKCU "${PATHS}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${NAME}"
  ${un.RefreshShellIcons}
SectionEnd

Section /o "un.$(SETTINGS)" UN_SETTINGS
  RMDir /r "$LOCALAPPDATA\${COMMAND}"
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_MAIN} "$(ABOUT_UN)"
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_SETTINGS} "$(ABOUT_SETTINGS)"
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

; "Space required: 0 KB" says nothing to who removes a program.
Function un.HideSpace
  ShowWindow $mui.ComponentsPage.SpaceRequired ${SW_HIDE}
FunctionEnd

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SETTINGS" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${UN_SETTINGS}
  ${EndIf}
FunctionEnd
