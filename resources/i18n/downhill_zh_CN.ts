<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutWindow</name>
    <message>
        <source>About Downhill</source>
        <translation>关于“下山”</translation>
    </message>
    <message>
        <source>A laboratory for optimisation: drop balls on an error surface, and see why they move as they do.</source>
        <translation>优化实验室：把小球放到误差表面上，看它们为什么这样移动。</translation>
    </message>
    <message>
        <source>Show licence texts</source>
        <translation>显示许可证全文</translation>
    </message>
    <message>
        <source>Open the folder with the full text of every licence</source>
        <translation>打开存放各许可证全文的文件夹</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>The licence texts lie in {0}</source>
        <translation>许可证全文位于 {0}</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a scenario or a session</source>
        <translation>打开情景或实验记录</translation>
    </message>
    <message>
        <source>&amp;Save session</source>
        <translation>保存实验记录(&amp;S)</translation>
    </message>
    <message>
        <source>Keep this run: its start, every edit, and where it is now</source>
        <translation>保存这次运行：起点、每次改动和现在的位置</translation>
    </message>
    <message>
        <source>Save session &amp;as…</source>
        <translation>实验记录另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Keep this run in another file</source>
        <translation>把这次运行保存到另一个文件</translation>
    </message>
    <message>
        <source>Save as s&amp;cenario…</source>
        <translation>存为情景(&amp;C)…</translation>
    </message>
    <message>
        <source>Keep this set-up, as a start for new runs</source>
        <translation>保存当前设置，作为以后运行的起点</translation>
    </message>
    <message>
        <source>&amp;Picture…</source>
        <translation>图片(&amp;P)…</translation>
    </message>
    <message>
        <source>Save or copy a picture of this moment, with its texts</source>
        <translation>把当前画面连同文字保存为图片，或复制到剪贴板</translation>
    </message>
    <message>
        <source>Fi&amp;lm…</source>
        <translation>影片(&amp;L)…</translation>
    </message>
    <message>
        <source>Save the run as a film: GIF, APNG, WebP or MP4</source>
        <translation>把运行过程保存为影片：GIF、APNG、WebP 或 MP4</translation>
    </message>
    <message>
        <source>&amp;Export run…</source>
        <translation>导出数据(&amp;E)…</translation>
    </message>
    <message>
        <source>Save all recorded numbers as CSV, JSON or NPZ</source>
        <translation>把记录的全部数据保存为 CSV、JSON 或 NPZ</translation>
    </message>
    <message>
        <source>PyTorch scrip&amp;t…</source>
        <translation>PyTorch 脚本(&amp;T)…</translation>
    </message>
    <message>
        <source>Save the chosen fleet’s run as a short PyTorch script</source>
        <translation>把选中球组的运行保存为一段简短的 PyTorch 脚本</translation>
    </message>
    <message>
        <source>This run has no such script</source>
        <translation>这次运行无法写成脚本</translation>
    </message>
    <message>
        <source>&amp;Handout of the lesson…</source>
        <translation>本课讲义(&amp;H)…</translation>
    </message>
    <message>
        <source>Save it for printing, with the solutions on a page apart</source>
        <translation>存为可打印的讲义，答案单独成页</translation>
    </message>
    <message>
        <source>No lesson is being played</source>
        <translation>没有正在进行的课程</translation>
    </message>
    <message>
        <source>&amp;New lesson from this experiment…</source>
        <translation>由当前实验新建课程(&amp;N)…</translation>
    </message>
    <message>
        <source>Save what is seen as a lesson’s first step; in your own lesson, as its next</source>
        <translation>把当前状态存为课程的第一步；在自己的课程中，存为下一步</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last edit</source>
        <translation>撤销上一次改动</translation>
    </message>
    <message>
        <source>There is no edit to take back</source>
        <translation>没有可以撤销的编辑</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the edit again</source>
        <translation>重做这次改动</translation>
    </message>
    <message>
        <source>No edit was taken back</source>
        <translation>没有可以重做的编辑</translation>
    </message>
    <message>
        <source>Choose &amp;all balls</source>
        <translation>全选小球(&amp;A)</translation>
    </message>
    <message>
        <source>Choose every ball</source>
        <translation>选中所有小球</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>Clear the choice of balls</source>
        <translation>取消选中所有小球</translation>
    </message>
    <message>
        <source>Next &amp;ball</source>
        <translation>下一个小球(&amp;B)</translation>
    </message>
    <message>
        <source>Choose the next ball, through all fleets</source>
        <translation>依次选择所有球组中的下一个小球</translation>
    </message>
    <message>
        <source>There is no ball</source>
        <translation>没有小球</translation>
    </message>
    <message>
        <source>&amp;Previous ball</source>
        <translation>上一个小球(&amp;P)</translation>
    </message>
    <message>
        <source>Choose the ball before, through all fleets</source>
        <translation>依次选择所有球组中的上一个小球</translation>
    </message>
    <message>
        <source>&amp;Duplicate chosen</source>
        <translation>为选中的小球创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>Drop another ball where each chosen ball is now</source>
        <translation>在每个选中的小球所在处再放一个小球</translation>
    </message>
    <message>
        <source>No ball is chosen that can have a duplicate</source>
        <translation>没有选中可以创建副本的小球</translation>
    </message>
    <message>
        <source>Re&amp;move chosen</source>
        <translation>移除选中的小球(&amp;M)</translation>
    </message>
    <message>
        <source>Take the chosen balls off the surface</source>
        <translation>从误差表面上移除选中的小球</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>Let the balls roll, or pause</source>
        <translation>让小球滚动，或暂停</translation>
    </message>
    <message>
        <source>Step f&amp;orward</source>
        <translation>前进一次更新(&amp;O)</translation>
    </message>
    <message>
        <source>Pause and make one update</source>
        <translation>暂停并更新一次</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>后退一次更新(&amp;B)</translation>
    </message>
    <message>
        <source>Pause and go back by one update, exactly</source>
        <translation>暂停，并准确退回一次更新</translation>
    </message>
    <message>
        <source>This is the start of the run</source>
        <translation>已在运行的开头</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重新开始(&amp;R)</translation>
    </message>
    <message>
        <source>Begin again: balls where they were dropped, knobs as they are now</source>
        <translation>从头开始：小球回到放下的地方，超参数保持现在的值</translation>
    </message>
    <message>
        <source>Go to the &amp;start</source>
        <translation>回到开头(&amp;S)</translation>
    </message>
    <message>
        <source>Go back to the start of the recorded run</source>
        <translation>回到已记录运行的开头</translation>
    </message>
    <message>
        <source>Go to the &amp;end</source>
        <translation>跳到末尾(&amp;E)</translation>
    </message>
    <message>
        <source>Go to the end of the recorded run</source>
        <translation>跳到已记录运行的末尾</translation>
    </message>
    <message>
        <source>This is the end of the recorded run</source>
        <translation>已在记录的末尾</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>加快(&amp;F)</translation>
    </message>
    <message>
        <source>More updates per second</source>
        <translation>提高每秒更新次数</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>放慢(&amp;L)</translation>
    </message>
    <message>
        <source>Fewer updates per second</source>
        <translation>降低每秒更新次数</translation>
    </message>
    <message>
        <source>Fast-for&amp;ward</source>
        <translation>快进(&amp;W)</translation>
    </message>
    <message>
        <source>Make the typed number of updates at full speed</source>
        <translation>全速完成所输入次数的更新</translation>
    </message>
    <message>
        <source>Escape from a sa&amp;ddle…</source>
        <translation>逃离鞍点(&amp;D)…</translation>
    </message>
    <message>
        <source>Compare how many updates each fleet needs to leave a saddle</source>
        <translation>比较各个球组离开鞍点所需的更新次数</translation>
    </message>
    <message>
        <source>&amp;Time by batch size…</source>
        <translation>不同批量大小的用时(&amp;T)…</translation>
    </message>
    <message>
        <source>Measure updates and epochs on this machine, from B = 1 to N</source>
        <translation>在本机上测量每次更新和每个回合的用时，B 从 1 到 N</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Stop what is going on at full speed, else following a ball, else the choice of balls</source>
        <translation>停止正在全速进行的更新；没有时停止跟随小球，再没有时取消选择小球</translation>
    </message>
    <message>
        <source>Nothing is going on at full speed, and no ball is chosen</source>
        <translation>没有正在全速进行的操作，也没有选中小球</translation>
    </message>
    <message>
        <source>T&amp;rails</source>
        <translation>轨迹(&amp;R)</translation>
    </message>
    <message>
        <source>View from the c&amp;orner</source>
        <translation>轴测视图(&amp;O)</translation>
    </message>
    <message>
        <source>Keep the chosen ball in the middle; any drag of the view, or Esc, ends it</source>
        <translation>让所选小球保持在画面中央；拖动视图或按 Esc 结束</translation>
    </message>
    <message>
        <source>Full scr&amp;een</source>
        <translation>全屏(&amp;E)</translation>
    </message>
    <message>
        <source>Show where the balls have been</source>
        <translation>显示小球走过的路</translation>
    </message>
    <message>
        <source>Type a &amp;formula…</source>
        <translation>输入公式(&amp;F)…</translation>
    </message>
    <message>
        <source>Use a loss of your own, with adjustable parameters</source>
        <translation>使用自己输入的损失函数，其中的参数可以调节</translation>
    </message>
    <message>
        <source>Loss from &amp;data…</source>
        <translation>由数据得到损失(&amp;D)…</translation>
    </message>
    <message>
        <source>Use the loss of a model on examples, your own or built in</source>
        <translation>使用模型在样本上的损失，样本可用自己的或自带的</translation>
    </message>
    <message>
        <source>&amp;Contour lines</source>
        <translation>等高线(&amp;C)</translation>
    </message>
    <message>
        <source>Show lines of equal loss</source>
        <translation>显示损失相等的线</translation>
    </message>
    <message>
        <source>Negative &amp;gradient</source>
        <translation>负梯度(&amp;G)</translation>
    </message>
    <message>
        <source>Arrow −∇L: the steepest way down</source>
        <translation>箭头 −∇L：下降最快的方向</translation>
    </message>
    <message>
        <source>&amp;Velocity</source>
        <translation>动量(&amp;V)</translation>
    </message>
    <message>
        <source>Arrow of the momentum that the optimizer keeps</source>
        <translation>箭头：优化器保存的动量</translation>
    </message>
    <message>
        <source>Last &amp;update</source>
        <translation>上一次更新(&amp;U)</translation>
    </message>
    <message>
        <source>Arrow of the last update</source>
        <translation>箭头：上一次更新</translation>
    </message>
    <message>
        <source>Critic&amp;al points</source>
        <translation>临界点(&amp;A)</translation>
    </message>
    <message>
        <source>Search for minima, saddle points and maxima, and mark them: m, s, M</source>
        <translation>寻找局部极小值、鞍点和局部极大值并标记：m、s、M</translation>
    </message>
    <message>
        <source>Local &amp;quadratic</source>
        <translation>局部二次近似(&amp;Q)</translation>
    </message>
    <message>
        <source>Sheet of the loss to second order around the chosen ball, or the only one</source>
        <translation>所选小球（或唯一的小球）附近损失的二阶近似曲面</translation>
    </message>
    <message>
        <source>Curvature &amp;directions</source>
        <translation>曲率方向(&amp;D)</translation>
    </message>
    <message>
        <source>Eigenvectors of H at the chosen balls, else at all: λ &gt; 0 solid, λ &lt; 0 dashed</source>
        <translation>所选小球处 H 的特征向量，未选中则画出全部：λ &gt; 0 实线，λ &lt; 0 虚线</translation>
    </message>
    <message>
        <source>What the batch sees</source>
        <translation>批量看到的误差表面</translation>
    </message>
    <message>
        <source>The loss and the gradients of the chosen ball’s next batch, or the only ball’s</source>
        <translation>选中的小球（或唯一的小球）下一个批量的损失和各梯度</translation>
    </message>
    <message>
        <source>A&amp;xes</source>
        <translation>坐标轴(&amp;X)</translation>
    </message>
    <message>
        <source>Show axes and numbers</source>
        <translation>显示坐标轴和刻度</translation>
    </message>
    <message>
        <source>Look from the corner</source>
        <translation>从斜上方看</translation>
    </message>
    <message>
        <source>View from the &amp;top</source>
        <translation>俯视图(&amp;T)</translation>
    </message>
    <message>
        <source>Look from above</source>
        <translation>从正上方看</translation>
    </message>
    <message>
        <source>View from the &amp;front</source>
        <translation>前视图(&amp;F)</translation>
    </message>
    <message>
        <source>Look along w₂</source>
        <translation>沿 w₂ 方向看</translation>
    </message>
    <message>
        <source>View from the &amp;side</source>
        <translation>侧视图(&amp;S)</translation>
    </message>
    <message>
        <source>Look along w₁</source>
        <translation>沿 w₁ 方向看</translation>
    </message>
    <message>
        <source>Fo&amp;llow chosen ball</source>
        <translation>跟随选中的小球(&amp;L)</translation>
    </message>
    <message>
        <source>No ball is chosen</source>
        <translation>没有选中小球</translation>
    </message>
    <message>
        <source>&amp;Map in the middle</source>
        <translation>等高线图居中(&amp;M)</translation>
    </message>
    <message>
        <source>Let the map and the surface change places</source>
        <translation>让等高线图与误差表面交换位置</translation>
    </message>
    <message>
        <source>Without the 3-D view the map is in the middle</source>
        <translation>没有三维视图时，等高线图就在中间</translation>
    </message>
    <message>
        <source>Slice b&amp;y a line</source>
        <translation>沿直线切片(&amp;Y)</translation>
    </message>
    <message>
        <source>Cut the surface along a line, and show the loss there</source>
        <translation>沿一条直线切开误差表面，显示线上的损失</translation>
    </message>
    <message>
        <source>Use the whole screen, or not</source>
        <translation>切换全屏</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>The view alone, readable from the back row; Esc brings everything back</source>
        <translation>只显示主视图，字大到最后一排也能看清；按 Esc 恢复原样</translation>
    </message>
    <message>
        <source>Only while presenting</source>
        <translation>仅在演示时可用</translation>
    </message>
    <message>
        <source>&amp;Next scenario or step</source>
        <translation>下一个情景或步骤(&amp;N)</translation>
    </message>
    <message>
        <source>In a lesson, go to its next step; else open the next scenario of the gallery</source>
        <translation>在课程中进入下一步；否则打开图库中的下一个情景</translation>
    </message>
    <message>
        <source>Only while presenting or in a lesson</source>
        <translation>仅在演示时或课程中可用</translation>
    </message>
    <message>
        <source>P&amp;revious scenario or step</source>
        <translation>上一个情景或步骤(&amp;R)</translation>
    </message>
    <message>
        <source>In a lesson, go back by one step; else open the scenario before</source>
        <translation>在课程中退回一步；否则打开上一个情景</translation>
    </message>
    <message>
        <source>&amp;Curves next to the view</source>
        <translation>在视图旁显示曲线(&amp;C)</translation>
    </message>
    <message>
        <source>Show the curves while presenting, or not</source>
        <translation>演示时显示或隐藏曲线</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>Make all texts larger, up to twice as large</source>
        <translation>放大所有文字，最大为两倍</translation>
    </message>
    <message>
        <source>Texts are as large as they can be</source>
        <translation>文字已是最大</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>Make all texts smaller again</source>
        <translation>缩小所有文字</translation>
    </message>
    <message>
        <source>Texts have their usual size</source>
        <translation>文字已是标准大小</translation>
    </message>
    <message>
        <source>&amp;Usual size of text</source>
        <translation>标准文字大小(&amp;U)</translation>
    </message>
    <message>
        <source>Give all texts their usual size</source>
        <translation>所有文字恢复标准大小</translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>窗口的下一部分(&amp;N)</translation>
    </message>
    <message>
        <source>Move the keyboard focus to the next part; Tab goes on in it</source>
        <translation>把键盘焦点移到下一部分；用 Tab 在其中移动</translation>
    </message>
    <message>
        <source>Previous part of the &amp;window</source>
        <translation>窗口的上一部分(&amp;W)</translation>
    </message>
    <message>
        <source>Move the keyboard focus to the part before</source>
        <translation>把键盘焦点移到上一部分</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Choose a scenario from the gallery</source>
        <translation>选择一个情景</translation>
    </message>
    <message>
        <source>Landscapes</source>
        <translation>地形</translation>
    </message>
    <message>
        <source>Choose the surface to roll on</source>
        <translation>选择小球滚动的误差表面</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Choose a lesson of the course</source>
        <translation>选一节课</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Switch between English and Chinese</source>
        <translation>在中文和英文之间切换</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Switch between the light and the dark look</source>
        <translation>在浅色和深色外观之间切换</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>按键与鼠标(&amp;K)</translation>
    </message>
    <message>
        <source>What every key and every movement does</source>
        <translation>每个按键和鼠标动作的作用</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>Every term with one sentence, to search in both languages</source>
        <translation>每个术语一句解释，可用两种语言搜索</translation>
    </message>
    <message>
        <source>&amp;Claims, tried…</source>
        <translation>常见说法的验证(&amp;C)…</translation>
    </message>
    <message>
        <source>What is said of momentum and batch size, run and measured</source>
        <translation>关于动量和批量大小的常见说法，逐条运行并测量</translation>
    </message>
    <message>
        <source>Show the first &amp;hints again</source>
        <translation>再次显示入门提示(&amp;H)</translation>
    </message>
    <message>
        <source>Above the view: drop a ball, play, turn the view</source>
        <translation>在视图上方依次提示：放下小球、播放、转动视图</translation>
    </message>
    <message>
        <source>Show &amp;logs and crash reports</source>
        <translation>显示日志与崩溃报告(&amp;L)</translation>
    </message>
    <message>
        <source>Open the folder they are kept in; nothing is ever sent</source>
        <translation>打开存放它们的文件夹；绝不会发送任何内容</translation>
    </message>
    <message>
        <source>Restart in &amp;safe mode</source>
        <translation>以安全模式重新启动(&amp;S)</translation>
    </message>
    <message>
        <source>Without the graphics driver, with default settings</source>
        <translation>不用显卡驱动，并使用默认设置</translation>
    </message>
    <message>
        <source>&amp;About Downhill</source>
        <translation>关于“下山”(&amp;A)</translation>
    </message>
    <message>
        <source>Versions, renderer and licences</source>
        <translation>版本、渲染器和许可证</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>ActionHandlers</name>
    <message>
        <source>The program could not be started again.</source>
        <translation>程序无法重新启动。</translation>
    </message>
</context>
<context>
    <name>BallControls</name>
    <message>
        <source>Confine</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Confine a ball</source>
        <translation>限制小球</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Lift the line</source>
        <translation>解除限制</translation>
    </message>
    <message>
        <source>Distance δ from the line</source>
        <translation>离开直线的距离 δ</translation>
    </message>
    <message>
        <source>How far across the line the ball is dropped when the line is lifted</source>
        <translation>解除限制时，小球放在横向离直线多远处</translation>
    </message>
    <message>
        <source>Let the optimizer of the chosen ball move on the line only, with the gradient of the whole loss, from where the ball is nearest to the line</source>
        <translation>让所选小球的优化器只沿直线移动，使用完整损失的梯度，从线上离小球最近处出发</translation>
    </message>
    <message>
        <source>Drop a ball where the confined one is, δ off the line, free in the plane</source>
        <translation>在受限小球的位置放下一个小球，横向偏离直线 δ，此后可在平面内自由移动</translation>
    </message>
    <message>
        <source>No ball is confined to the line</source>
        <translation>没有小球被限制在直线上</translation>
    </message>
    <message>
        <source>δ must be a number</source>
        <translation>δ 必须是一个数</translation>
    </message>
</context>
<context>
    <name>BallMenu</name>
    <message>
        <source>Copy values</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>停止跟随</translation>
    </message>
    <message>
        <source>Step in numbers</source>
        <translation>更新的数值</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>no position any more</source>
        <translation>已没有位置</translation>
    </message>
    <message>
        <source>no curvature here</source>
        <translation>此处没有曲率</translation>
    </message>
    <message>
        <source>Kick along an eigenvector</source>
        <translation>沿特征向量推动</translation>
    </message>
    <message>
        <source>Cut here</source>
        <translation>在此处切片</translation>
    </message>
    <message>
        <source>Drop a ball here</source>
        <translation>在这里放一个小球</translation>
    </message>
    <message>
        <source>Drop one of every fleet here</source>
        <translation>在这里为每个球组各放一个小球</translation>
    </message>
    <message>
        <source>Drop a ball here: {0}</source>
        <translation>在此放下小球：{0}</translation>
    </message>
    <message>
        <source>Drop a ball {0} away along {1} (λ = {2})</source>
        <translation>沿 {1} 离开 {0} 处放下小球（λ = {2}）</translation>
    </message>
    <message>
        <source>Escape from this saddle…</source>
        <translation>逃离这个鞍点…</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>看向此处</translation>
    </message>
</context>
<context>
    <name>BallModel</name>
    <message>
        <source>Ball</source>
        <translation>小球</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Number of the ball</source>
        <translation>小球的编号</translation>
    </message>
    <message>
        <source>Rule that moves the ball</source>
        <translation>更新这个小球所用的方法</translation>
    </message>
    <message>
        <source>%1 of the next update, schedule included</source>
        <translation>下一次更新的%1，已计入调度</translation>
    </message>
    <message>
        <source>First parameter</source>
        <translation>第一个参数</translation>
    </message>
    <message>
        <source>Second parameter</source>
        <translation>第二个参数</translation>
    </message>
    <message>
        <source>Loss at the ball</source>
        <translation>小球处的损失</translation>
    </message>
    <message>
        <source>Norm of the true gradient at the ball, also where balls use a noisy one</source>
        <translation>小球所在处真实梯度的范数；即使小球使用带噪声的梯度，这里也是真实梯度</translation>
    </message>
    <message>
        <source>Smaller eigenvalue of the Hessian at the ball</source>
        <translation>小球处海森矩阵较小的特征值</translation>
    </message>
    <message>
        <source>Larger eigenvalue of the Hessian at the ball</source>
        <translation>小球处海森矩阵较大的特征值</translation>
    </message>
    <message>
        <source>What gradient, curvature and motion say of the ball</source>
        <translation>由梯度、曲率和移动判断出的小球状态</translation>
    </message>
    <message>
        <source>Click to sort</source>
        <translation>点击排序</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>球组</translation>
    </message>
</context>
<context>
    <name>BallsPanel</name>
    <message>
        <source>Balls</source>
        <translation>小球</translation>
    </message>
    <message>
        <source>Table of balls</source>
        <translation>小球表格</translation>
    </message>
    <message>
        <source>No balls yet. Click the landscape to drop one.</source>
        <translation>还没有小球。点击地形放下一个。</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Sort by this column</source>
        <translation>按此列排序</translation>
    </message>
</context>
<context>
    <name>BatchTimingDialog</name>
    <message>
        <source>Time by batch size</source>
        <translation>不同批量大小的用时</translation>
    </message>
    <message>
        <source>This landscape</source>
        <translation>当前地形</translation>
    </message>
    <message>
        <source>Network 784-64-10</source>
        <translation>784-64-10 网络</translation>
    </message>
    <message>
        <source>What is timed</source>
        <translation>测量对象</translation>
    </message>
    <message>
        <source>C&amp;opy table</source>
        <translation>复制表格(&amp;O)</translation>
    </message>
    <message>
        <source>Copy all numbers of the table, for a spreadsheet</source>
        <translation>复制表格中的全部数字，可粘贴到电子表格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; what was measured stays (Esc)</source>
        <translation>关闭；已测得的结果会保留 (Esc)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>One ball of gradient descent on the landscape of the run</source>
        <translation>当前地形上做梯度下降的一个小球</translation>
    </message>
    <message>
        <source>This landscape has no examples, so there are no batches</source>
        <translation>这个地形没有样本，所以没有批量</translation>
    </message>
    <message>
        <source>One hidden layer, softmax and cross-entropy, in float32</source>
        <translation>一个隐藏层，softmax 和交叉熵，单精度</translation>
    </message>
    <message>
        <source>Timed: updates of gradient descent of a network 784-64-10 (float32) on {0} rows of random numbers.</source>
        <translation>测量的是：784-64-10 网络（单精度）在 {0} 行随机数上做梯度下降的更新。</translation>
    </message>
    <message>
        <source>Timed: the program’s own gradient and update of one ball on “{0}”, {1} examples.</source>
        <translation>测量的是：本程序在“{0}”（{1} 个样本）上计算一个小球的梯度并更新。</translation>
    </message>
    <message>
        <source>Each time is the median of many updates; an epoch is as many such updates as it has. The numbers hold for this machine, now: what else runs slows them down.</source>
        <translation>每次更新的用时是多次更新的中位数；一个回合的用时 = 每次更新的用时 × 回合内的更新次数。这些数字只代表本机此刻的情况：同时运行的其他程序会使它们变慢。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Stop; nothing is shown</source>
        <translation>停止；不显示结果</translation>
    </message>
    <message>
        <source>Time it now (Enter)</source>
        <translation>现在测量（回车键）</translation>
    </message>
</context>
<context>
    <name>BoundsFields</name>
    <message>
        <source>%1 from</source>
        <translation>%1 从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Lower end of %1</source>
        <translation>%1 的下端</translation>
    </message>
    <message>
        <source>Upper end of %1</source>
        <translation>%1 的上端</translation>
    </message>
    <message>
        <source>The part of the plane that is shown; balls may leave it</source>
        <translation>显示的平面区域；小球可以离开它</translation>
    </message>
    <message>
        <source>Height scale</source>
        <translation>高度刻度</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic where a linear scale would show little but a floor</source>
        <translation>线性刻度几乎只显示出谷底时，改用对数</translation>
    </message>
    <message>
        <source>Heights are losses</source>
        <translation>高度就是损失</translation>
    </message>
    <message>
        <source>Heights are logarithms of losses: low ground is spread out</source>
        <translation>高度是损失的对数：低处被展开</translation>
    </message>
    <message>
        <source>At most 1,000,000 in size</source>
        <translation>绝对值不超过 1,000,000</translation>
    </message>
    <message>
        <source>“from” must be smaller than “to”</source>
        <translation>“从”必须小于“到”</translation>
    </message>
</context>
<context>
    <name>CentralWidget</name>
    <message>
        <source>Point at the surface to read it; click to drop a ball</source>
        <translation>指向误差表面即可读数，点击放下小球</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>The loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>As it was set up: %1</source>
        <translation>按最初的设置：%1</translation>
    </message>
    <message>
        <source>Trails: those of one ball in %1, and of the chosen; click to drop a ball</source>
        <translation>轨迹：每 %1 个小球画一条，选中的也画；点击放下小球</translation>
    </message>
    <message>
        <source>loss, logarithmic</source>
        <translation>损失（对数刻度）</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>loss, linear</source>
        <translation>损失（线性刻度）</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Twenty points near a line</source>
        <translation>一条直线附近的二十个点</translation>
    </message>
    <message>
        <source>Cars: stopping distance by speed</source>
        <translation>汽车：刹车距离与车速</translation>
    </message>
    <message>
        <source>Penguins: mass by flipper length</source>
        <translation>企鹅：体重与鳍肢长</translation>
    </message>
    <message>
        <source>Anscombe, first set</source>
        <translation>安斯库姆第一组</translation>
    </message>
    <message>
        <source>Anscombe, second set</source>
        <translation>安斯库姆第二组</translation>
    </message>
    <message>
        <source>Anscombe, third set</source>
        <translation>安斯库姆第三组</translation>
    </message>
    <message>
        <source>Anscombe, fourth set</source>
        <translation>安斯库姆第四组</translation>
    </message>
    <message>
        <source>Loss of all examples</source>
        <translation>全部样本的损失</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>Ten rows, scale of x₂ about 100 times that of x₁</source>
        <translation>十个样本，x₂ 的尺度约为 x₁ 的一百倍</translation>
    </message>
    <message>
        <source>Penguins: mass by bill length and depth</source>
        <translation>企鹅：体重与喙长、喙深</translation>
    </message>
    <message>
        <source>Loss of one example</source>
        <translation>一个样本的损失</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Four examples</source>
        <translation>四个样本</translation>
    </message>
    <message>
        <source>Penguins: sex by body mass</source>
        <translation>企鹅：性别与体重</translation>
    </message>
    <message>
        <source>Penguins: sex by bill depth and body mass</source>
        <translation>企鹅：性别与喙深、体重</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>中心化</translation>
    </message>
    <message>
        <source>Standardised</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Twenty points of y = x + 0.5</source>
        <translation>y = x + 0.5 上的二十个点</translation>
    </message>
</context>
<context>
    <name>Claim</name>
    <message>
        <source>From distance {0}, one epoch ends {1} away with B = N, {2} with B = 5 and {3} with B = 1 (median of {4} balls). {5} updates with B = N end {6} away.</source>
        <translation>从距离 {0} 处出发，一个回合后的距离：B = N 时为 {1}，B = 5 时为 {2}，B = 1 时为 {3}（{4} 个小球的中位数）。B = N 做 {5} 次更新后的距离为 {6}。</translation>
    </message>
    <message>
        <source>Examples and activations of a batch in a network 784-64-10 (float32) take {0} bytes for B = 1, {1} for 100 and {2} for 1,000; its weights take {3} for any B.</source>
        <translation>在 784-64-10 网络（单精度）中，一个批量的样本和激活值占用的字节数：B = 1 时 {0}，B = 100 时 {1}，B = 1,000 时 {2}；权重占 {3} 字节，与 B 无关。</translation>
    </message>
    <message>
        <source>On this machine just now: an epoch of {0} examples takes {1} µs with B = 1 and {2} µs with B = N; an update takes {3} µs and {4} µs.</source>
        <translation>本机刚才测得：{0} 个样本的一个回合，B = 1 用 {1} µs，B = N 用 {2} µs；每次更新分别用 {3} µs 和 {4} µs。</translation>
    </message>
    <message>
        <source>Of {0} balls from a sharp well, {1} are still there after 3,000 updates with B = N and {2} with B = 1. On the surface shifted by {3}, as a test set would be, their mean loss rises by {4} and by {5}.</source>
        <translation>从尖锐势阱出发的 {0} 个小球，3,000 次更新后仍在其中的：B = N 有 {1} 个，B = 1 有 {2} 个。在平移了 {3} 的误差表面（相当于测试集）上，它们的平均损失分别升高 {4} 和 {5}。</translation>
    </message>
    <message>
        <source>Begun at the minimum, balls dance round it at an RMS distance of {0}, {1}, {2}, {3} and {4} with B = N, 10, 5, 2 and 1.</source>
        <translation>从极小值出发，小球在它周围游走，距离的均方根在 B = N、10、5、2、1 时依次为 {0}、{1}、{2}、{3}、{4}。</translation>
    </message>
    <message>
        <source>Within {0} updates at η = 0.2, {1} of {2} balls reach the global minimum with B = N, {3} with B = 5, {4} with B = 2 and {5} with B = 1.</source>
        <translation>η = 0.2，{0} 次更新之内，{2} 个小球中到达全局最小值的：B = N 有 {1} 个，B = 5 有 {3} 个，B = 2 有 {4} 个，B = 1 有 {5} 个。</translation>
    </message>
    <message>
        <source>To come within {0} of the minimum takes {1} updates with B = N, {2} with B = 5 and {3} with B = 1: {4}, {5} and {6} gradients of examples.</source>
        <translation>进入距极小值 {0} 的范围，B = N 要 {1} 次更新，B = 5 要 {2} 次，B = 1 要 {3} 次：分别计算了 {4}、{5}、{6} 个样本的梯度。</translation>
    </message>
    <message>
        <source>The largest η with which half of {0} balls are nearer to the minimum after 200 updates is {1} with B = N, {2} with B = 5 and {3} with B = 1.</source>
        <translation>200 次更新后 {0} 个小球中有一半离极小值更近，能做到这一点的最大 η：B = N 时为 {1}，B = 5 时为 {2}，B = 1 时为 {3}。</translation>
    </message>
    <message>
        <source>An update sees {0}, {1} and {2} different examples with B = 1, 5 and N; an epoch sees {3}, {4} and {5}.</source>
        <translation>B = 1、5、N 时，一次更新看到 {0}、{1}、{2} 个不同的样本；一个回合看到 {3}、{4}、{5} 个。</translation>
    </message>
    <message>
        <source>Line fitted to 20 points, η = 0.05, 40 balls for each B</source>
        <translation>拟合 20 个点的直线，η = 0.05，每种 B 有 40 个小球</translation>
    </message>
    <message>
        <source>Line fitted to 20 points, timed</source>
        <translation>拟合 20 个点的直线，计时</translation>
    </message>
    <message>
        <source>Line fitted to 20 points, 200 updates; the largest η by bisection</source>
        <translation>拟合 20 个点的直线，200 次更新；用二分法找最大的 η</translation>
    </message>
    <message>
        <source>Line fitted to 20 points, one epoch</source>
        <translation>拟合 20 个点的直线，一个回合</translation>
    </message>
    <message>
        <source>Convergence speed: an epoch in small batches gets farther</source>
        <translation>收敛速度：小批量的一个回合走得更远</translation>
    </message>
    <message>
        <source>Memory: a larger batch needs more</source>
        <translation>内存：批量越大，占用越多</translation>
    </message>
    <message>
        <source>One pass through a network, bytes counted</source>
        <translation>一个批量通过网络一次，统计字节数</translation>
    </message>
    <message>
        <source>Computing efficiency: large batches make an epoch quicker</source>
        <translation>计算效率：大批量的一个回合更快</translation>
    </message>
    <message>
        <source>Generalisation: small batches find flat minima</source>
        <translation>泛化：小批量会找到平坦最小值</translation>
    </message>
    <message>
        <source>Flat and sharp well, η = 0.03, 40 balls for each B</source>
        <translation>平坦势阱和尖锐势阱，η = 0.03，每种 B 有 40 个小球</translation>
    </message>
    <message>
        <source>Stability: large batches make steadier updates</source>
        <translation>稳定性：大批量的更新更平稳</translation>
    </message>
    <message>
        <source>Local minima: small batches leave them</source>
        <translation>局部极小值：小批量能离开</translation>
    </message>
    <message>
        <source>Sine neuron from (4, 1), η = 0.2, 40 balls for each B</source>
        <translation>正弦神经元，从 (4, 1) 出发，η = 0.2，每种 B 有 40 个小球</translation>
    </message>
    <message>
        <source>Training cost: a larger batch costs more</source>
        <translation>训练成本：批量越大，成本越高</translation>
    </message>
    <message>
        <source>Tuning of η: a larger batch stands a larger η</source>
        <translation>学习率的调节：批量越大，允许的 η 越大</translation>
    </message>
    <message>
        <source>Diversity of data: a larger batch sees more of it</source>
        <translation>数据多样性：批量越大，看到的数据越多样</translation>
    </message>
    <message>
        <source>Risk of overfitting: large batches overfit more</source>
        <translation>过拟合风险：大批量更容易过拟合</translation>
    </message>
    <message>
        <source>After {0} updates the movement and the sum of −ηg, each faded by λ at every update since, differ by {1}. The weights add up to {2}: a weighted sum, not an average.</source>
        <translation>{0} 次更新后，移动量与所有过去的 −ηg（之后每次更新各乘一次 λ）之和相差 {1}。权重之和为 {2}：是加权和，不是平均。</translation>
    </message>
    <message>
        <source>Along the floor |w₁| stays below 1 % of its start after {0} updates of gradient descent and after {1} with λ = 0.9, at the same η = 0.01.</source>
        <translation>沿谷底方向，η 同为 0.01：|w₁| 降到初值的 1 % 以下并保持，梯度下降要 {0} 次更新，λ = 0.9 要 {1} 次。</translation>
    </message>
    <message>
        <source>|w₂| stays below 1 % of its start, at η = 0.01, after {0} updates of gradient descent and {1} with λ = 0.9; at η = 0.038, where gradient descent swings, after {2} without momentum and {3}, {4} and {5} with λ = 0.3, 0.5 and 0.9.</source>
        <translation>|w₂| 降到初值的 1 % 以下并保持所需的更新次数：η = 0.01 时，梯度下降 {0} 次，λ = 0.9 要 {1} 次；η = 0.038 时梯度下降来回震荡，不用动量 {2} 次，λ = 0.3、0.5、0.9 依次为 {3}、{4}、{5} 次。</translation>
    </message>
    <message>
        <source>Of {0} coefficients from λ = 0.5 to 0.99, {1} end in the deeper minimum behind the hill, the smallest of them λ = {2}; the others end in the local minimum.</source>
        <translation>从 λ = 0.5 到 0.99 的 {0} 个动量系数中，有 {1} 个最终停在小丘后面更深的极小值，其中最小的是 λ = {2}；其余的停在局部极小值。</translation>
    </message>
    <message>
        <source>Between λ = 0.9 and 0.95 the hill is crossed from λ = {0} on. λ = 0.9 ends at w₁ = {1}, λ = 0.97 at {2} and λ = 0.98 at {3}.</source>
        <translation>在 λ = 0.9 与 0.95 之间，从 λ = {0} 起小球能翻过小丘。λ = 0.9 停在 w₁ = {1}，λ = 0.97 停在 {2}，λ = 0.98 停在 {3}。</translation>
    </message>
    <message>
        <source>½(w₁² + 50w₂²) from (−4, 2): gradient descent and momentum, 1,000 updates</source>
        <translation>½(w₁² + 50w₂²)，从 (−4, 2) 出发：梯度下降与动量法，1,000 次更新</translation>
    </message>
    <message>
        <source>(w₁² − 1)² − 0.3w₁ + ½w₂² from (−1.8, 1.5) with η = 0.002, 2,000 updates</source>
        <translation>(w₁² − 1)² − 0.3w₁ + ½w₂²，从 (−1.8, 1.5) 出发，η = 0.002，2,000 次更新</translation>
    </message>
    <message>
        <source>Momentum averages past gradients</source>
        <translation>动量是过去梯度的平均</translation>
    </message>
    <message>
        <source>½(w₁² + 50w₂²), η = 0.01, λ = 0.9, 60 updates</source>
        <translation>½(w₁² + 50w₂²)，η = 0.01，λ = 0.9，60 次更新</translation>
    </message>
    <message>
        <source>It speeds up where gradients agree</source>
        <translation>在梯度方向一致处，动量使下降加速</translation>
    </message>
    <message>
        <source>It damps oscillation</source>
        <translation>动量能抑制震荡</translation>
    </message>
    <message>
        <source>It leaves local minima</source>
        <translation>动量能离开局部极小值</translation>
    </message>
    <message>
        <source>Its coefficient λ must be tuned</source>
        <translation>动量系数 λ 需要调节</translation>
    </message>
</context>
<context>
    <name>ClaimRow</name>
    <message>
        <source>Try</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>Run it now and measure</source>
        <translation>现在运行并测量</translation>
    </message>
    <message>
        <source>Open a run of it in the window; Undo brings yours back</source>
        <translation>在主窗口中打开这条说法的运行；撤销可恢复您原来的运行</translation>
    </message>
    <message>
        <source>Try: {0}</source>
        <translation>验证：{0}</translation>
    </message>
    <message>
        <source>Open run: {0}</source>
        <translation>打开运行：{0}</translation>
    </message>
    <message>
        <source>Being tried…</source>
        <translation>正在验证…</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>尚未验证</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>± False as it stands: true in some cases</source>
        <translation>± 照原话不成立：只在部分情形下成立</translation>
    </message>
    <message>
        <source>True here</source>
        <translation>在此成立</translation>
    </message>
    <message>
        <source>False here</source>
        <translation>在此不成立</translation>
    </message>
    <message>
        <source>Needs a network and held-out data: not tried with two parameters</source>
        <translation>需要网络和验证集：两个参数的模型无法验证</translation>
    </message>
    <message>
        <source>never</source>
        <translation>一直没有</translation>
    </message>
</context>
<context>
    <name>ClaimsDialog</name>
    <message>
        <source>Claims, tried</source>
        <translation>常见说法的验证</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Claims about</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>What is commonly said, and what a run on this machine says to it. Numbers and verdict are measured when you ask; a verdict is about the run that is named.</source>
        <translation>左边是常见的说法，右边是在本机上运行的结果。数字和结论都在您点击时测得；结论只针对所写明的那次运行。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; what was measured stays (Esc)</source>
        <translation>关闭；已测得的结果会保留 (Esc)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Try all</source>
        <translation>全部验证(&amp;T)</translation>
    </message>
    <message>
        <source>Stop; what was measured stays</source>
        <translation>停止；已测得的结果会保留</translation>
    </message>
    <message>
        <source>Try this table (Enter)</source>
        <translation>验证这张表（回车键）</translation>
    </message>
</context>
<context>
    <name>ColorBar</name>
    <message>
        <source>{2}: {0} to {1}, at the points drawn</source>
        <translation>{2}：{0} 到 {1}（所画各点上）</translation>
    </message>
</context>
<context>
    <name>ColumnRoles</name>
    <message>
        <source>Target column, %1</source>
        <translation>标签列（输出）：%1</translation>
    </message>
    <message>
        <source>Input column, %1</source>
        <translation>特征列（输入）：%1</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Drop</source>
        <translation>放下小球</translation>
    </message>
    <message>
        <source>Move ball</source>
        <translation>移动小球</translation>
    </message>
    <message>
        <source>Kick ball</source>
        <translation>推动小球</translation>
    </message>
    <message>
        <source>Remove balls</source>
        <translation>移除小球</translation>
    </message>
    <message>
        <source>Turn knob</source>
        <translation>调整超参数</translation>
    </message>
    <message>
        <source>Change landscape&apos;s shape</source>
        <translation>改变地形的形状</translation>
    </message>
    <message>
        <source>Change schedule</source>
        <translation>改变学习率调度</translation>
    </message>
    <message>
        <source>Change batch or noise</source>
        <translation>改变批量或噪声</translation>
    </message>
    <message>
        <source>Add fleet</source>
        <translation>添加球组</translation>
    </message>
    <message>
        <source>Remove fleet</source>
        <translation>移除球组</translation>
    </message>
    <message>
        <source>Load scenario</source>
        <translation>载入情景</translation>
    </message>
    <message>
        <source>Change landscape</source>
        <translation>更换地形</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新开始</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>There is no display to open a window on. “dev.py run” draws on a virtual one.</source>
        <translation>没有可以打开窗口的显示器。“dev.py run”会在虚拟显示器上绘制。</translation>
    </message>
    <message>
        <source>tried with the graphics driver and without</source>
        <translation>使用和不使用显卡驱动都已试过</translation>
    </message>
    <message>
        <source>A desktop laboratory for optimisation.</source>
        <translation>桌面优化实验室。</translation>
    </message>
    <message>
        <source>the language of texts; else the system&apos;s</source>
        <translation>界面语言；默认跟随系统</translation>
    </message>
    <message>
        <source>start with this scenario or session</source>
        <translation>启动时打开这个情景或实验记录</translation>
    </message>
    <message>
        <source>save a picture of the window, and end</source>
        <translation>保存窗口的图片，然后退出</translation>
    </message>
    <message>
        <source>updates to make first</source>
        <translation>启动后先做的更新次数</translation>
    </message>
    <message>
        <source>the window&apos;s width and height, such as 1280x800</source>
        <translation>窗口的宽和高，例如 1280x800</translation>
    </message>
    <message>
        <source>run without a window, and write numbers</source>
        <translation>不打开窗口运行，并写出数据</translation>
    </message>
    <message>
        <source>where --headless writes: .csv, .json or .npz</source>
        <translation>--headless 的输出文件：.csv、.json 或 .npz</translation>
    </message>
    <message>
        <source>open the window, check its picture, and end</source>
        <translation>打开窗口，检查图片，然后退出</translation>
    </message>
    <message>
        <source>print the version, and end</source>
        <translation>显示版本，然后退出</translation>
    </message>
    <message>
        <source>print this help, and end</source>
        <translation>显示本帮助，然后退出</translation>
    </message>
    <message>
        <source>a scenario or session to open</source>
        <translation>要打开的情景或实验记录</translation>
    </message>
    <message>
        <source>open a new window even where one is open</source>
        <translation>即使已有窗口，也另开一个新窗口</translation>
    </message>
    <message>
        <source>draw without the graphics driver, with default settings</source>
        <translation>不用显卡驱动绘图，并使用默认设置</translation>
    </message>
    <message>
        <source>play all scenarios, full screen, until a key</source>
        <translation>全屏轮流播放所有情景，按任意键结束</translation>
    </message>
    <message>
        <source>with --demo: play the lessons of the course</source>
        <translation>与 --demo 合用：播放全部课程</translation>
    </message>
    <message>
        <source>open the lesson of this number</source>
        <translation>打开这个编号的课程</translation>
    </message>
    <message>
        <source>at this of its steps</source>
        <translation>从其中这一步开始</translation>
    </message>
    <message>
        <source>begin presenting, full screen, with large texts</source>
        <translation>启动后直接全屏演示，使用大号文字</translation>
    </message>
    <message>
        <source>light or dark; else as it was or the system&apos;s</source>
        <translation>浅色或深色；默认沿用上次的选择或跟随系统</translation>
    </message>
    <message>
        <source>“{0}” is not a valid size; write it like 1280x800</source>
        <translation>“{0}”不是有效的窗口大小，请按 1280x800 的格式书写</translation>
    </message>
    <message>
        <source>“{0}” is not a number of updates</source>
        <translation>“{0}”不是更新次数</translation>
    </message>
    <message>
        <source>“{0}” is not the number of a lesson or step</source>
        <translation>“{0}”不是课程或步骤的编号</translation>
    </message>
    <message>
        <source>“{0}” does not end in .csv, .json or .npz</source>
        <translation>“{0}”的结尾不是 .csv、.json 或 .npz</translation>
    </message>
    <message>
        <source>{0} needs {1}</source>
        <translation>{0} 需要 {1}</translation>
    </message>
    <message>
        <source>{0} and {1} do not go together</source>
        <translation>{0} 和 {1} 不能一起使用</translation>
    </message>
    <message>
        <source>The window can’t be opened: {0}</source>
        <translation>无法打开窗口：{0}</translation>
    </message>
    <message>
        <source>unknown option “{0}”</source>
        <translation>未知选项“{0}”</translation>
    </message>
    <message>
        <source>the value of {0} is missing or wrong</source>
        <translation>{0} 的值缺失或有误</translation>
    </message>
    <message>
        <source>usage:</source>
        <translation>用法：</translation>
    </message>
    <message>
        <source>options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>The output was closed before all of it was written.</source>
        <translation>输出在全部写完之前被关闭了。</translation>
    </message>
    <message>
        <source>The output can’t be written: {0}</source>
        <translation>无法写入输出：{0}</translation>
    </message>
</context>
<context>
    <name>ComparisonModel</name>
    <message>
        <source>{0}, δ = {1}: first below the level after {2} updates, for good after {3}</source>
        <translation>{0}，δ = {1}：第 {2} 次更新后首次低于界限，第 {3} 次起不再超过</translation>
    </message>
</context>
<context>
    <name>CountField</name>
    <message>
        <source>Type a whole number from 1 to {0}</source>
        <translation>请输入 1 到 {0} 的整数</translation>
    </message>
</context>
<context>
    <name>Crosshair</name>
    <message>
        <source>Crosshair off</source>
        <translation>十字线已关闭</translation>
    </message>
    <message>
        <source>Crosshair: arrow keys move it, Enter drops a ball, Esc leaves</source>
        <translation>十字线：方向键移动，回车键放下小球，Esc 键退出</translation>
    </message>
    <message>
        <source>Ball dropped</source>
        <translation>已放下一个小球</translation>
    </message>
    <message>
        <source>A ball of every fleet dropped</source>
        <translation>已为每个球组各放下一个小球</translation>
    </message>
    <message>
        <source>Ball {0} picked up: arrow keys move it, Enter puts it down</source>
        <translation>已拿起小球 {0}：方向键移动，回车键放好</translation>
    </message>
    <message>
        <source>Ball {0} put down</source>
        <translation>小球 {0} 已放好</translation>
    </message>
</context>
<context>
    <name>Curve</name>
    <message>
        <source>Band: middle 80% of the other %1 balls</source>
        <translation>色带：其余 %1 个小球的中间 80%</translation>
    </message>
    <message>
        <source>Band: the one other ball</source>
        <translation>色带：其余 1 个小球</translation>
    </message>
    <message>
        <source>update %1</source>
        <translation>第 %1 次更新</translation>
    </message>
    <message>
        <source>No balls yet: click the surface to drop one</source>
        <translation>还没有小球：点击误差表面放下一个</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数坐标轴</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>整个过程</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>显示整个过程</translation>
    </message>
    <message>
        <source>Left and Right point at the updates one by one, Enter goes to that update, plus, minus and the wheel zoom. A double click or Up makes this curve the only one, a double click or Down brings the others back.</source>
        <translation>左右方向键逐次指向更新，回车键跳到该次更新，加减键和滚轮缩放。双击或按上方向键只显示这条曲线，再次双击或按下方向键恢复其他曲线。</translation>
    </message>
    <message>
        <source>update {0}</source>
        <translation>第 {0} 次更新</translation>
    </message>
    <message>
        <source>ball {0}</source>
        <translation>小球 {0}</translation>
    </message>
</context>
<context>
    <name>CurvesPanel</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
</context>
<context>
    <name>DataDetails</name>
    <message>
        <source>%1 rows, %2 columns</source>
        <translation>%1 行，%2 列</translation>
    </message>
    <message>
        <source>1 row, %2 columns</source>
        <translation>1 行，%2 列</translation>
    </message>
    <message>
        <source>Separator: %1</source>
        <translation>分隔符：%1</translation>
    </message>
    <message>
        <source>Decimal mark: %1</source>
        <translation>小数点符号：%1</translation>
    </message>
    <message>
        <source>Names in line %1</source>
        <translation>列名在第 %1 行</translation>
    </message>
    <message>
        <source>No column names</source>
        <translation>没有列名</translation>
    </message>
    <message>
        <source>Skipped above the table, %1 lines: %2</source>
        <translation>跳过了表格上方的 %1 行：%2</translation>
    </message>
    <message>
        <source>Skipped above the table, 1 line: %2</source>
        <translation>跳过了表格上方的 1 行：%2</translation>
    </message>
    <message>
        <source>The encoding is a guess; %1 would fit, too.</source>
        <translation>编码是推测的，也可能是 %1。</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
</context>
<context>
    <name>DataDialog</name>
    <message>
        <source>Loss from data</source>
        <translation>由数据得到损失</translation>
    </message>
    <message>
        <source>As it is now: %1</source>
        <translation>保持现状：%1</translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation>打开表格</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Pasted table</source>
        <translation>粘贴的表格</translation>
    </message>
    <message>
        <source>Its own examples</source>
        <translation>自带的样本</translation>
    </message>
    <message>
        <source>Reading “%1”…</source>
        <translation>正在读取“%1”…</translation>
    </message>
    <message>
        <source>Reading the numbers of these columns…</source>
        <translation>正在读取这些列中的数…</translation>
    </message>
    <message>
        <source>This landscape has examples of its own; others take a table.</source>
        <translation>这个地形自带样本；别的地形可以用表格。</translation>
    </message>
    <message>
        <source>First choose what to do with these rows: tick the box.</source>
        <translation>请先选择如何处理这些行：勾选方框。</translation>
    </message>
    <message>
        <source>The table is being read.</source>
        <translation>正在读取表格。</translation>
    </message>
    <message>
        <source>%1 examples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>1 example</source>
        <translation>1 个样本</translation>
    </message>
    <message>
        <source>Loss at the points of a grid: %1 … %2</source>
        <translation>网格点上的损失：%1 … %2</translation>
    </message>
</context>
<context>
    <name>DataLayout</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What the two parameters are weights of</source>
        <translation>两个参数是哪个模型的权重</translation>
    </message>
    <message>
        <source>Picture of the surface</source>
        <translation>误差表面的图</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The examples that the loss is made of</source>
        <translation>构成损失的样本</translation>
    </message>
    <message>
        <source>Open a CSV file…</source>
        <translation>打开 CSV 文件…</translation>
    </message>
    <message>
        <source>A table of your own (Ctrl+O), or drop a file here</source>
        <translation>自己的表格 (Ctrl+O)，也可以把文件拖到这里</translation>
    </message>
    <message>
        <source>This landscape takes no table: it has examples of its own</source>
        <translation>这个地形自带样本，不使用表格</translation>
    </message>
    <message>
        <source>A table that was copied, as from a spreadsheet (Ctrl+V)</source>
        <translation>粘贴复制的表格，例如从电子表格中复制的 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Read no further; nothing changes</source>
        <translation>不再读取；什么都不会改变</translation>
    </message>
    <message>
        <source>Read it in another way</source>
        <translation>换一种方式读取</translation>
    </message>
    <message>
        <source>Leave the table below, and choose how that file is read</source>
        <translation>离开下面的表格，选择读取那个文件的方式</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>The first row names the columns</source>
        <translation>第一行是列名</translation>
    </message>
    <message>
        <source>Clear this where the first row is data already</source>
        <translation>如果第一行已经是数据，请取消勾选</translation>
    </message>
    <message>
        <source>First rows of the table</source>
        <translation>表格的前几行</translation>
    </message>
    <message>
        <source>As in the file, → the number read; line numbers at the left</source>
        <translation>与文件中一致，→ 后为读出的数；左侧是行号</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Class against all others</source>
        <translation>与其余类别相对的类别</translation>
    </message>
    <message>
        <source>The class that is 1; the others are 0 together</source>
        <translation>这个类别记为 1，其余类别都记为 0</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; what is chosen stays chosen (Esc)</source>
        <translation>关闭；所选的都会保留 (Esc)</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Let the balls roll on the loss of these data</source>
        <translation>让小球在这些数据的损失上滚动</translation>
    </message>
</context>
<context>
    <name>DataMeaning</name>
    <message>
        <source>A line fitted to points: one weight w and one bias b.</source>
        <translation>拟合数据点的直线：一个权重 w 和一个偏置 b。</translation>
    </message>
    <message>
        <source>A line fitted to ten Pokémon. Convex and yet hard: its valley is very long and narrow.</source>
        <translation>拟合十只宝可梦数据的直线。虽然是凸的，却很难：山谷又长又窄。</translation>
    </message>
    <message>
        <source>One weight for each of two features; features of unlike scale make a long valley.</source>
        <translation>两个特征各有一个权重；特征的尺度悬殊时，山谷很长。</translation>
    </message>
    <message>
        <source>Tells two classes apart by one feature: one weight w and one bias b.</source>
        <translation>用一个特征区分两个类别：一个权重 w 和一个偏置 b。</translation>
    </message>
    <message>
        <source>Tells two classes apart by two features, with one weight for each.</source>
        <translation>用两个特征区分两个类别，各有一个权重。</translation>
    </message>
    <message>
        <source>A line cut off below 0. Where this cuts off every example, the gradient is 0: it is dead.</source>
        <translation>在 0 以下被截断的直线。所有样本的输出都被截断为 0 时，梯度为 0：神经元就“死”了。</translation>
    </message>
    <message>
        <source>A wave fitted to points: many local minima, of which one is the best.</source>
        <translation>拟合数据点的正弦波：有许多局部极小值，其中一个最好。</translation>
    </message>
    <message>
        <source>Two weights in series: a saddle point between two valleys.</source>
        <translation>两个权重串联：两条山谷之间有一个鞍点。</translation>
    </message>
    <message>
        <source>Three classes: where the answer is badly wrong, only mean squared error is flat.</source>
        <translation>三个类别：错得离谱的地方，交叉熵的梯度很大，均方误差却几乎是平的。</translation>
    </message>
    <message>
        <source>With batch normalisation the loss ignores the weights’ length: only direction counts.</source>
        <translation>使用批量归一化时，损失与权重向量的长度无关，只取决于它的方向。</translation>
    </message>
    <message>
        <source>Two minima, each example tilted its own way: small batches leave the sharp one.</source>
        <translation>一个平坦最小值，一个尖锐最小值，每个样本另加一个线性项：小批量会离开尖锐的那个。</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>Stopping distance of 50 cars</source>
        <translation>50 辆汽车的刹车距离</translation>
    </message>
    <message>
        <source>333 penguins of Palmer Station</source>
        <translation>帕尔默站的 333 只企鹅</translation>
    </message>
    <message>
        <source>Anscombe’s four sets</source>
        <translation>安斯库姆的四组数据</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Any key or click ends the demonstration</source>
        <translation>按任意键或点击鼠标即可结束演示</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>New formula…</source>
        <translation>新公式…</translation>
    </message>
    <message>
        <source>Type a loss of your own, with named parameters that become sliders.</source>
        <translation>输入自己的损失函数，其中命名的参数会变成滑块。</translation>
    </message>
    <message>
        <source>Data of your own…</source>
        <translation>自己的数据…</translation>
    </message>
    <message>
        <source>Choose a model and a table, from a CSV file or built in.</source>
        <translation>选择模型和表格：表格可以是 CSV 文件，也可以是自带的。</translation>
    </message>
    <message>
        <source>Only the 3-D view can be filmed, and there is none here.</source>
        <translation>影片只能拍摄三维视图，而这里没有三维视图。</translation>
    </message>
</context>
<context>
    <name>DockTitleBar</name>
    <message>
        <source>Float “%1”, or put it back</source>
        <translation>使“%1”浮动，或放回原处</translation>
    </message>
    <message>
        <source>Hide “%1”; the View menu brings it back</source>
        <translation>隐藏“%1”；可从“视图”菜单重新打开</translation>
    </message>
</context>
<context>
    <name>DropCommands</name>
    <message>
        <source>no position any more</source>
        <translation>已没有位置</translation>
    </message>
</context>
<context>
    <name>EigenvalueCurve</name>
    <message>
        <source>λ₁ ≤ λ₂, symmetric log</source>
        <translation>λ₁ ≤ λ₂（对称对数刻度）</translation>
    </message>
    <message>
        <source>Hessian eigenvalues</source>
        <translation>海森矩阵特征值</translation>
    </message>
    <message>
        <source>Hessian eigenvalues over updates</source>
        <translation>海森矩阵特征值随更新的变化</translation>
    </message>
</context>
<context>
    <name>EngineMessages</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>EscapeChart</name>
    <message>
        <source>Updates until</source>
        <translation>所需更新次数</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>first passage</source>
        <translation>首次到达</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>不再超过</translation>
    </message>
    <message>
        <source>The first update after which the loss is below the level</source>
        <translation>损失首次低于界限时的更新次数</translation>
    </message>
    <message>
        <source>The update from which the loss stays below the level</source>
        <translation>从这次更新起，损失一直低于界限</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Equal steps for equal ratios of updates</source>
        <translation>等距表示更新次数的比值相等</translation>
    </message>
    <message>
        <source>Equal steps for equal numbers of updates: gradient descent’s curve is a straight line</source>
        <translation>等距表示更新次数的差相等：梯度下降的曲线是一条直线</translation>
    </message>
    <message>
        <source>Chart of the updates over δ</source>
        <translation>更新次数随 δ 变化的图</translation>
    </message>
    <message>
        <source>Left and Right mark one δ, here and in the table.</source>
        <translation>左右方向键标出一个 δ，图和表格同时标出。</translation>
    </message>
</context>
<context>
    <name>EscapeControls</name>
    <message>
        <source>&amp;Saddle</source>
        <translation>鞍点(&amp;S)</translation>
    </message>
    <message>
        <source>The saddle that is left</source>
        <translation>要离开的鞍点</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>&amp;Rate η</source>
        <translation>学习率 η(&amp;R)</translation>
    </message>
    <message>
        <source>The learning rate of the rules, and of gradient descent disturbed below</source>
        <translation>固定规则的学习率，也是下面受扰动的梯度下降的学习率</translation>
    </message>
    <message>
        <source>δ fro&amp;m</source>
        <translation>δ 从(&amp;M)</translation>
    </message>
    <message>
        <source>The largest distance from the way in</source>
        <translation>离进路最远的距离</translation>
    </message>
    <message>
        <source>δ &amp;to</source>
        <translation>δ 到(&amp;T)</translation>
    </message>
    <message>
        <source>The smallest distance from the way in</source>
        <translation>离进路最近的距离</translation>
    </message>
    <message>
        <source>&amp;Level L</source>
        <translation>界限 L(&amp;L)</translation>
    </message>
    <message>
        <source>A ball has left the saddle once its loss is below this. Proposed is 1 % of the way up from the highest minimum below the saddle to the saddle; where no minimum was found, half way down to the least loss in the window</source>
        <translation>小球的损失低于这个值，就算离开了鞍点。默认值：从低于鞍点的最高极小值往上，到鞍点的 1% 处；没有找到极小值时，取鞍点与显示范围内最小损失的中点</translation>
    </message>
    <message>
        <source>Most &amp;updates</source>
        <translation>最多更新次数(&amp;U)</translation>
    </message>
    <message>
        <source>How many updates each makes at most</source>
        <translation>每个参加者最多更新多少次</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>chosen ball</source>
        <translation>选中的小球</translation>
    </message>
    <message>
        <source>δ away from the saddle itself, along u₋</source>
        <translation>从鞍点本身沿 u₋ 偏离 δ</translation>
    </message>
    <message>
        <source>δ away from where the chosen ball is, along u₋ of the saddle: on the way into the saddle, all roll to it first</source>
        <translation>从选中小球的位置沿鞍点的 u₋ 偏离 δ：若在通往鞍点的路上，都会先滚向鞍点</translation>
    </message>
    <message>
        <source>fleets</source>
        <translation>球组</translation>
    </message>
    <message>
        <source>fixed rules</source>
        <translation>固定规则</translation>
    </message>
    <message>
        <source>The run’s fleets with their knobs, schedules and noise</source>
        <translation>当前运行的各个球组，连同超参数、学习率调度和噪声</translation>
    </message>
    <message>
        <source>Gradient descent, momentum, Nesterov, RMSProp and Adam</source>
        <translation>梯度下降、动量、Nesterov、RMSProp 和 Adam</translation>
    </message>
    <message>
        <source>+ &amp;kick ε</source>
        <translation>+ 推动 ε(&amp;K)</translation>
    </message>
    <message>
        <source>Gradient descent that is first kicked by ε along u₋</source>
        <translation>先沿 u₋ 推动 ε 的梯度下降</translation>
    </message>
    <message>
        <source>Size of the kick</source>
        <translation>推动的大小</translation>
    </message>
    <message>
        <source>+ &amp;noise s</source>
        <translation>+ 噪声 s(&amp;N)</translation>
    </message>
    <message>
        <source>Gradient descent with Gaussian noise: the median of 15 balls</source>
        <translation>加高斯噪声的梯度下降：15 个小球的中位数</translation>
    </message>
    <message>
        <source>Standard deviation of the noise</source>
        <translation>噪声的标准差</translation>
    </message>
    <message>
        <source>+ mini-&amp;batch B</source>
        <translation>+ 小批量 B(&amp;B)</translation>
    </message>
    <message>
        <source>Gradient descent with mini-batches: the median of 15 balls</source>
        <translation>用小批量的梯度下降：15 个小球的中位数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>This landscape is not made from data</source>
        <translation>这个地形不是由数据构成的</translation>
    </message>
    <message>
        <source>Type a number above 0</source>
        <translation>请输入大于 0 的数</translation>
    </message>
    <message>
        <source>Type 0 or a number above it</source>
        <translation>请输入 0 或更大的数</translation>
    </message>
    <message>
        <source>Type a number up to 10⁹</source>
        <translation>请输入不超过 10⁹ 的数</translation>
    </message>
</context>
<context>
    <name>EscapeDialog</name>
    <message>
        <source>Escape from a saddle</source>
        <translation>逃离鞍点</translation>
    </message>
    <message>
        <source>C&amp;opy table</source>
        <translation>复制表格(&amp;O)</translation>
    </message>
    <message>
        <source>Copy all numbers of the table, for a spreadsheet</source>
        <translation>复制表格中的全部数字，可粘贴到电子表格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; the choices stay (Esc)</source>
        <translation>关闭；所选内容会保留 (Esc)</translation>
    </message>
    <message>
        <source>Updates by δ and competitor</source>
        <translation>更新次数：按 δ 和参加者</translation>
    </message>
    <message>
        <source>Updates until first passage / until settled; once where they are the same</source>
        <translation>首次到达 / 不再超过所需的更新次数；相同时只写一个</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Searching for saddles…</source>
        <translation>正在寻找鞍点…</translation>
    </message>
    <message>
        <source>No saddle was found on this landscape.</source>
        <translation>在这个地形上没有找到鞍点。</translation>
    </message>
    <message>
        <source>No ball with a position is chosen to start from.</source>
        <translation>没有选中可以作为起点的小球。</translation>
    </message>
    <message>
        <source>Nothing is chosen that could be compared.</source>
        <translation>没有可以比较的参加者。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Stop; nothing is shown</source>
        <translation>停止；不显示结果</translation>
    </message>
    <message>
        <source>Make the updates (Enter)</source>
        <translation>进行这些更新 (Enter)</translation>
    </message>
    <message>
        <source>Gradient descent, kicked</source>
        <translation>梯度下降，先推动</translation>
    </message>
    <message>
        <source>Gradient descent with noise</source>
        <translation>梯度下降，加噪声</translation>
    </message>
    <message>
        <source>Gradient descent, mini-batch</source>
        <translation>梯度下降，小批量</translation>
    </message>
    <message>
        <source>All start δ beside the way into a saddle. The nearer, the longer until its way out, u₋, takes them away: how many updates does each need?</source>
        <translation>所有小球都从通往鞍点的路旁、偏离 δ 处出发。偏离越小，沿出路 u₋ 离开就越久：各需要多少次更新？</translation>
    </message>
    <message>
        <source>Updates from {0} until L &lt; {1}: first passage / settled (once where equal)</source>
        <translation>从 {0} 出发到 L &lt; {1} 的更新次数：首次到达 / 不再超过（相同时只写一个）</translation>
    </message>
    <message>
        <source>{0}, η = {1}: {2} updates per decade promised by {3} with λ = {4}, {5} measured</source>
        <translation>{0}，η = {1}：δ 每缩小到十分之一，由 {3}（λ = {4}）许诺多 {2} 次更新，实测 {5} 次</translation>
    </message>
    <message>
        <source>{0}, η = {1}: {2} updates per decade promised by {3} with λ = {4}; it left from too few distances to measure it</source>
        <translation>{0}，η = {1}：δ 每缩小到十分之一，由 {3}（λ = {4}）许诺多 {2} 次更新；能离开的起点太少，无法实测</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>Downhill files</source>
        <translation>“下山”文件</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Downhill files and tables</source>
        <translation>“下山”文件和表格</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存实验记录</translation>
    </message>
    <message>
        <source>Save as scenario</source>
        <translation>存为情景</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save film</source>
        <translation>保存影片</translation>
    </message>
    <message>
        <source>Save handout</source>
        <translation>保存讲义</translation>
    </message>
    <message>
        <source>Save lesson</source>
        <translation>保存课程</translation>
    </message>
    <message>
        <source>Save script</source>
        <translation>保存脚本</translation>
    </message>
    <message>
        <source>Export run</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>FileTask</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>FilmControls</name>
    <message>
        <source>F&amp;rom update</source>
        <translation>起始更新(&amp;R)</translation>
    </message>
    <message>
        <source>The first update of the film</source>
        <translation>影片从第几次更新开始</translation>
    </message>
    <message>
        <source>&amp;To update</source>
        <translation>结束更新(&amp;T)</translation>
    </message>
    <message>
        <source>The last one; updates not made yet are made for it</source>
        <translation>影片到第几次更新结束；尚未计算的更新会为影片补算</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>时长(&amp;L)</translation>
    </message>
    <message>
        <source>How long the film is</source>
        <translation>影片的长度</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>尺寸(&amp;Z)</translation>
    </message>
    <message>
        <source>Width and height of the film, in pixels</source>
        <translation>影片的宽和高，以像素计</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Still</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Once around</source>
        <translation>环绕一周</translation>
    </message>
    <message>
        <source>The view as it is now</source>
        <translation>保持当前视角</translation>
    </message>
    <message>
        <source>The view turns once around the surface</source>
        <translation>视角绕误差表面转一周</translation>
    </message>
    <message>
        <source>Plays everywhere; 256 colours</source>
        <translation>到处都能播放；256 色</translation>
    </message>
    <message>
        <source>Every pixel exact; large</source>
        <translation>每个像素都精确；文件较大</translation>
    </message>
    <message>
        <source>Small and in all colours; for web pages and new programs</source>
        <translation>文件小、色彩全；适合网页和较新的软件</translation>
    </message>
    <message>
        <source>For slides; written by ffmpeg</source>
        <translation>适合放进幻灯片；由 ffmpeg 生成</translation>
    </message>
    <message>
        <source>MP4 needs the program ffmpeg, which was not found here</source>
        <translation>MP4 需要 ffmpeg 程序，这台电脑上没有找到</translation>
    </message>
    <message>
        <source>%1 frames a second</source>
        <translation>每秒 %1 帧</translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>保存(&amp;V)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; the choices stay (Esc)</source>
        <translation>关闭；所选的设置会保留（Esc）</translation>
    </message>
    <message>
        <source>The film is made while the window goes on; a message there shows how far it is, and can cancel it.</source>
        <translation>制作影片时窗口可以照常使用；窗口中的消息会显示进度，也可以取消制作。</translation>
    </message>
    <message>
        <source>The last update must come after the first.</source>
        <translation>结束更新必须在起始更新之后。</translation>
    </message>
    <message>
        <source>So many frames of this size have no room in memory: choose a shorter or smaller film, fewer frames, or WebP.</source>
        <translation>这么多这样大的帧在内存中放不下：请缩短时长、减小尺寸、减少帧数，或改用 WebP。</translation>
    </message>
    <message>
        <source>Choose a file and make the film (Enter)</source>
        <translation>选择文件并制作影片（回车键）</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 帧</translation>
    </message>
    <message>
        <source>size: being estimated…</source>
        <translation>文件大小：正在估算…</translation>
    </message>
    <message>
        <source>about %1 MB</source>
        <translation>约 %1 MB</translation>
    </message>
</context>
<context>
    <name>FirstHints</name>
    <message>
        <source>Click the surface to drop a ball there.</source>
        <translation>单击误差表面，在那里放下一个小球。</translation>
    </message>
    <message>
        <source>Press the space bar, or ▶, to let the balls move.</source>
        <translation>按空格键或 ▶，让小球动起来。</translation>
    </message>
    <message>
        <source>Drag the surface to turn it; the wheel zooms.</source>
        <translation>拖动误差表面可转动视图，滚轮可缩放。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>FleetList</name>
    <message>
        <source>Remove this empty fleet (Delete)</source>
        <translation>移除这个空球组 (Delete)</translation>
    </message>
</context>
<context>
    <name>FleetModel</name>
    <message>
        <source>Balls: %1</source>
        <translation>小球：%1</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>快捷键：%1</translation>
    </message>
</context>
<context>
    <name>FleetsPanel</name>
    <message>
        <source>Optimizers</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Fleet: the balls that share an optimizer</source>
        <translation>球组：共用一个优化器的小球</translation>
    </message>
    <message>
        <source>Fleets</source>
        <translation>球组</translation>
    </message>
    <message>
        <source>Add a fleet…</source>
        <translation>添加球组…</translation>
    </message>
    <message>
        <source>Add a fleet</source>
        <translation>添加球组</translation>
    </message>
    <message>
        <source>The same optimizer may race with several knobs</source>
        <translation>同一种优化器可以用不同的超参数比赛</translation>
    </message>
    <message>
        <source>There is no fleet</source>
        <translation>没有球组</translation>
    </message>
    <message>
        <source>Remove the chosen fleet and its balls</source>
        <translation>移除选中的球组和它的小球</translation>
    </message>
    <message>
        <source>Drop at</source>
        <translation>放置位置</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>放下</translation>
    </message>
    <message>
        <source>Drop a ball of the chosen fleet at exactly this point</source>
        <translation>把选中球组的一个小球准确放在这一点</translation>
    </message>
    <message>
        <source>Drop at %1</source>
        <translation>放置位置 %1</translation>
    </message>
    <message>
        <source>Type a coordinate; Enter drops</source>
        <translation>输入坐标，按回车键放下</translation>
    </message>
    <message>
        <source>η multiplies the gradient of the mean loss over all examples</source>
        <translation>η 乘的是全部样本平均损失的梯度</translation>
    </message>
    <message>
        <source>η multiplies the gradient of the total loss over all examples</source>
        <translation>η 乘的是全部样本总损失的梯度</translation>
    </message>
    <message>
        <source>η multiplies the gradient of the mean loss over the current batch</source>
        <translation>η 乘的是当前批量平均损失的梯度</translation>
    </message>
    <message>
        <source>η multiplies N times the gradient of the mean loss over the current batch</source>
        <translation>η 乘的是当前批量平均损失的梯度的 N 倍</translation>
    </message>
</context>
<context>
    <name>FormulaDialog</name>
    <message>
        <source>Type a formula</source>
        <translation>输入公式</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>The lower end of each axis must be below the upper one.</source>
        <translation>每个轴的下端必须小于上端。</translation>
    </message>
    <message>
        <source>Loss at the points of a grid: %1 … %2</source>
        <translation>网格点上的损失：%1 … %2</translation>
    </message>
    <message>
        <source>Nowhere in this window does it have a value.</source>
        <translation>它在这个显示范围内处处无定义。</translation>
    </message>
    <message>
        <source>It has no value on about %1% of the window.</source>
        <translation>它在显示范围约 %1% 的部分无定义。</translation>
    </message>
    <message>
        <source>Picture of the surface</source>
        <translation>误差表面的图</translation>
    </message>
    <message>
        <source>This is the landscape now.</source>
        <translation>现在的地形就是它。</translation>
    </message>
</context>
<context>
    <name>FormulaExample</name>
    <message>
        <source>Bowl, trough or saddle</source>
        <translation>碗、长槽或鞍面</translation>
    </message>
    <message>
        <source>Curved valley (Rosenbrock)</source>
        <translation>弯曲的山谷（Rosenbrock）</translation>
    </message>
    <message>
        <source>Monkey saddle</source>
        <translation>猴鞍面</translation>
    </message>
    <message>
        <source>Two valleys, one lower</source>
        <translation>两条山谷，一条更低</translation>
    </message>
    <message>
        <source>Ring-shaped valley</source>
        <translation>环形山谷</translation>
    </message>
    <message>
        <source>Bowl with ripples</source>
        <translation>带波纹的碗</translation>
    </message>
    <message>
        <source>Hills and hollows (peaks)</source>
        <translation>山丘与洼地</translation>
    </message>
    <message>
        <source>Narrow winding valley</source>
        <translation>狭窄蜿蜒的山谷</translation>
    </message>
    <message>
        <source>Cliff</source>
        <translation>悬崖</translation>
    </message>
    <message>
        <source>Kinks (absolute values)</source>
        <translation>折点（绝对值）</translation>
    </message>
    <message>
        <source>Two weights in series</source>
        <translation>串联的两个权重</translation>
    </message>
    <message>
        <source>Undefined on one side</source>
        <translation>一侧无定义</translation>
    </message>
    <message>
        <source>Put together from two halves</source>
        <translation>由两半拼成</translation>
    </message>
</context>
<context>
    <name>FormulaHelp</name>
    <message>
        <source>The two parameters of the loss</source>
        <translation>损失的两个参数</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Products without a sign</source>
        <translation>省略乘号</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Written without brackets</source>
        <translation>不用括号的写法</translation>
    </message>
    <message>
        <source>Functions of several values</source>
        <translation>多个值的函数</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Constants</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>Any other name gets a slider</source>
        <translation>其他名字各有一个滑块</translation>
    </message>
    <message>
        <source>What can be typed</source>
        <translation>可输入的内容</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>FormulaLayout</name>
    <message>
        <source>Loss as a formula</source>
        <translation>损失的公式</translation>
    </message>
    <message>
        <source>Enter uses the formula; Ctrl+Z brings back what stood here</source>
        <translation>按回车键使用公式；按 Ctrl+Z 找回原来的内容</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Formulas to begin with, and those typed before</source>
        <translation>可以作为开头的公式，以及以前输入过的</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Put a name such as a instead of a number: it gets a slider here.</source>
        <translation>把数换成名字（如 a），这里就会出现它的滑块。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>显示范围</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; what is typed stays here (Esc)</source>
        <translation>关闭；输入的内容会保留 (Esc)</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Let the balls roll on this surface (Enter)</source>
        <translation>让小球在这个误差表面上滚动（回车键）</translation>
    </message>
</context>
<context>
    <name>GalleryDialog</name>
    <message>
        <source>Gallery</source>
        <translation>情景与地形</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Click a card, or press Enter, to open it</source>
        <translation>点击卡片或按回车键打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close without a choice (Esc)</source>
        <translation>不选择，直接关闭 (Esc)</translation>
    </message>
    <message>
        <source>Search titles, captions and formulas (Ctrl+F)</source>
        <translation>搜索标题、说明和公式 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Landscapes</source>
        <translation>地形</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>No scenario has “%1”.</source>
        <translation>未找到包含“%1”的情景。</translation>
    </message>
    <message>
        <source>No landscape has “%1”.</source>
        <translation>未找到包含“%1”的地形。</translation>
    </message>
    <message>
        <source>No lesson has “%1”.</source>
        <translation>没有课程包含“%1”。</translation>
    </message>
    <message>
        <source>Landscapes that have it: %2 (Ctrl+2)</source>
        <translation>包含它的地形：%2 个 (Ctrl+2)</translation>
    </message>
    <message>
        <source>Lessons that have it: %2 (Ctrl+3)</source>
        <translation>包含它的课程：%2 节（Ctrl+3）</translation>
    </message>
    <message>
        <source>Scenarios that have it: %2 (Ctrl+1)</source>
        <translation>包含它的情景：%2 个 (Ctrl+1)</translation>
    </message>
    <message>
        <source>On %1, with %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>正在显示</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>From the course</source>
        <translation>课程中的形状</translation>
    </message>
    <message>
        <source>Test functions</source>
        <translation>测试函数</translation>
    </message>
    <message>
        <source>From data</source>
        <translation>来自数据</translation>
    </message>
    <message>
        <source>Critical points</source>
        <translation>临界点</translation>
    </message>
    <message>
        <source>Batch and momentum</source>
        <translation>批量和动量</translation>
    </message>
    <message>
        <source>Own formulas</source>
        <translation>自定义公式</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>1 example</source>
        <translation>1 个样本</translation>
    </message>
    <message>
        <source>%1 examples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Up and Down choose a term, Tab goes to its links. § is a section of {0}.</source>
        <translation>上下方向键选择术语，Tab 键转到链接。§ 指{0}中的小节。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the glossary (Esc)</source>
        <translation>关闭术语表 (Esc)</translation>
    </message>
    <message>
        <source>Search names and sentences in both languages (Ctrl+F)</source>
        <translation>用两种语言搜索名称和解释 (Ctrl+F)</translation>
    </message>
    <message>
        <source>No term has “%1”.</source>
        <translation>未找到包含“%1”的术语。</translation>
    </message>
    <message>
        <source>Beyond the book</source>
        <translation>扩展（书中没有）</translation>
    </message>
    <message>
        <source>See also:</source>
        <translation>另见：</translation>
    </message>
    <message>
        <source>In lessons:</source>
        <translation>相关课程：</translation>
    </message>
</context>
<context>
    <name>GradientCurve</name>
    <message>
        <source>‖g‖, logarithmic</source>
        <translation>‖g‖（对数刻度）</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Gradient norm over updates</source>
        <translation>梯度范数随更新的变化</translation>
    </message>
</context>
<context>
    <name>Handout</name>
    <message>
        <source>Lesson %1</source>
        <translation>第 %1 课</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>Where this step begins</source>
        <translation>这一步开始时的样子</translation>
    </message>
    <message>
        <source>The run of this step, %1 updates</source>
        <translation>这一步的运行，共 %1 次更新</translation>
    </message>
    <message>
        <source>The run of this step can’t be shown here.</source>
        <translation>这里无法显示这一步的运行。</translation>
    </message>
    <message>
        <source>Predict first</source>
        <translation>先预测</translation>
    </message>
    <message>
        <source>Mark the place in the picture, and write its coordinates below.</source>
        <translation>在图中标出位置，并把坐标写在下面。</translation>
    </message>
    <message>
        <source>My prediction</source>
        <translation>我的预测</translation>
    </message>
    <message>
        <source>What happens?</source>
        <translation>发生了什么？</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>choose the fleet that a click drops</source>
        <translation>选择点击时放下的球组</translation>
    </message>
    <message>
        <source>go to the next control</source>
        <translation>移到下一个控件</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Presenting</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>KeysWindow</name>
    <message>
        <source>Keys and mouse</source>
        <translation>按键与鼠标</translation>
    </message>
    <message>
        <source>In the 3-D view</source>
        <translation>三维视图中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
</context>
<context>
    <name>KickMenu</name>
    <message>
        <source>Kick along {0} = ({1}, {2}), λ = {3}</source>
        <translation>沿 {0} = ({1}, {2}) 推动，λ = {3}</translation>
    </message>
    <message>
        <source>{0}: ΔL promised {1}, really {2}</source>
        <translation>{0}：ΔL 许诺 {1}，实际 {2}</translation>
    </message>
</context>
<context>
    <name>Knob</name>
    <message>
        <source>First-moment decay rate</source>
        <translation>一阶矩衰减系数</translation>
    </message>
    <message>
        <source>Second-moment decay rate</source>
        <translation>二阶矩衰减系数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Divisor floor</source>
        <translation>除数下限</translation>
    </message>
    <message>
        <source>Momentum coefficient</source>
        <translation>动量系数</translation>
    </message>
    <message>
        <source>Updates between drops</source>
        <translation>两次下降之间的更新数</translation>
    </message>
    <message>
        <source>Factor at each drop</source>
        <translation>每次下降的系数</translation>
    </message>
    <message>
        <source>Factor at each update</source>
        <translation>每次更新的系数</translation>
    </message>
    <message>
        <source>Updates until halved</source>
        <translation>减半所需更新数</translation>
    </message>
    <message>
        <source>Decay time</source>
        <translation>衰减时间</translation>
    </message>
    <message>
        <source>Updates until zero</source>
        <translation>降到零所需更新数</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>幂次</translation>
    </message>
    <message>
        <source>Updates to the floor</source>
        <translation>降到下限所需更新数</translation>
    </message>
    <message>
        <source>Updates in the first cycle</source>
        <translation>首个周期的更新数</translation>
    </message>
    <message>
        <source>Ratio of successive cycles</source>
        <translation>相邻周期的长度之比</translation>
    </message>
    <message>
        <source>Updates in the cycle</source>
        <translation>整个周期的更新数</translation>
    </message>
    <message>
        <source>Rising fraction</source>
        <translation>上升阶段所占比例</translation>
    </message>
    <message>
        <source>Peak rate over initial rate</source>
        <translation>峰值与初始学习率之比</translation>
    </message>
    <message>
        <source>Initial rate over final rate</source>
        <translation>初始与最终学习率之比</translation>
    </message>
    <message>
        <source>Floor, as a fraction of the rate</source>
        <translation>下限占设定学习率的比例</translation>
    </message>
    <message>
        <source>Updates to the peak</source>
        <translation>升到峰值所需更新数</translation>
    </message>
    <message>
        <source>Updates under the first schedule</source>
        <translation>前一种调度的更新数</translation>
    </message>
    <message>
        <source>Warm-up updates</source>
        <translation>预热的更新数</translation>
    </message>
    <message>
        <source>Depth of the dimples</source>
        <translation>小坑的深度</translation>
    </message>
    <message>
        <source>Slope of the plain</source>
        <translation>平原的坡度</translation>
    </message>
    <message>
        <source>Steepness of the cliff</source>
        <translation>悬崖的陡峭程度</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>Condition number</source>
        <translation>条件数</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜系数</translation>
    </message>
    <message>
        <source>Radius of the bottom</source>
        <translation>谷底的圆弧半径</translation>
    </message>
    <message>
        <source>Curvature of the floor</source>
        <translation>沿谷底的曲率系数</translation>
    </message>
    <message>
        <source>Position of the minimum</source>
        <translation>极小值的位置</translation>
    </message>
    <message>
        <source>Steepness of the walls</source>
        <translation>谷壁的陡峭程度</translation>
    </message>
    <message>
        <source>Width of the flat well</source>
        <translation>平坦势阱的宽度</translation>
    </message>
    <message>
        <source>Width of the sharp well</source>
        <translation>尖锐势阱的宽度</translation>
    </message>
    <message>
        <source>Shift along w₁</source>
        <translation>沿 w₁ 的平移</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Standard deviation of the noise</source>
        <translation>噪声的标准差</translation>
    </message>
    <message>
        <source>Decay rate of both averages</source>
        <translation>两个平均值的衰减系数</translation>
    </message>
    <message>
        <source>Constant added to both averages</source>
        <translation>加在两个平均值上的常数</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Warm-up of the momentum</source>
        <translation>动量的预热</translation>
    </message>
    <message>
        <source>Initial trial step</source>
        <translation>初始试探步长</translation>
    </message>
    <message>
        <source>Movements stored</source>
        <translation>保存的移动次数</translation>
    </message>
    <message>
        <source>Dampening of new gradients</source>
        <translation>新梯度的抑制系数</translation>
    </message>
    <message>
        <source>Constant added to the curvature</source>
        <translation>加在曲率上的常数</translation>
    </message>
    <message>
        <source>Curvature floor</source>
        <translation>曲率下限</translation>
    </message>
    <message>
        <source>Gradient norm threshold</source>
        <translation>梯度范数阈值</translation>
    </message>
    <message>
        <source>Perturbation radius</source>
        <translation>扰动半径</translation>
    </message>
    <message>
        <source>Updates between perturbations</source>
        <translation>两次扰动之间的更新数</translation>
    </message>
    <message>
        <source>Time step</source>
        <translation>时间步长</translation>
    </message>
    <message>
        <source>Gravitational acceleration</source>
        <translation>重力加速度</translation>
    </message>
    <message>
        <source>Height of one unit of loss</source>
        <translation>一个单位损失的高度</translation>
    </message>
    <message>
        <source>Damping coefficient</source>
        <translation>阻尼系数</translation>
    </message>
    <message>
        <source>Growth factor while the sign stays</source>
        <translation>符号不变时的增长系数</translation>
    </message>
    <message>
        <source>Shrink factor where the sign turns</source>
        <translation>符号改变时的缩短系数</translation>
    </message>
    <message>
        <source>Shortest movement</source>
        <translation>最小移动量</translation>
    </message>
    <message>
        <source>Longest movement</source>
        <translation>最大移动量</translation>
    </message>
    <message>
        <source>Direction decay rate</source>
        <translation>更新方向的衰减系数</translation>
    </message>
    <message>
        <source>Label noise</source>
        <translation>标签的噪声</translation>
    </message>
    <message>
        <source>Scale of the second feature</source>
        <translation>第二个特征的尺度</translation>
    </message>
    <message>
        <source>Per-example tilt (RMS)</source>
        <translation>各样本线性项 cᵢ 的均方根</translation>
    </message>
    <message>
        <source>Depth of the funnel</source>
        <translation>漏斗的深度</translation>
    </message>
    <message>
        <source>Narrowness of the funnel</source>
        <translation>漏斗的收窄系数</translation>
    </message>
    <message>
        <source>Width of the bowl</source>
        <translation>碗的宽度</translation>
    </message>
    <message>
        <source>Angle of the valley in degrees</source>
        <translation>山谷的角度（度）</translation>
    </message>
    <message>
        <source>Height of the waves</source>
        <translation>波浪的幅度</translation>
    </message>
</context>
<context>
    <name>KnobRow</name>
    <message>
        <source>several</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>%1, exact value</source>
        <translation>%1，精确值</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>默认值：%1</translation>
    </message>
    <message>
        <source>Arrow keys: fine. Page keys: coarse. Double-click or Delete: default.</source>
        <translation>方向键微调，翻页键粗调，双击或 Delete 键恢复默认值。</translation>
    </message>
    <message>
        <source>Any exact value, such as 0.999 or 1e-7</source>
        <translation>可输入任意精确值，例如 0.999 或 1e-7</translation>
    </message>
    <message>
        <source>Must be a whole number</source>
        <translation>必须是整数</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>允许范围：%1</translation>
    </message>
</context>
<context>
    <name>LandscapePanel</name>
    <message>
        <source>%1 examples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>1 example</source>
        <translation>1 个样本</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>地形</translation>
    </message>
    <message>
        <source>Shape of the landscape</source>
        <translation>地形的形状</translation>
    </message>
    <message>
        <source>Gallery…</source>
        <translation>情景与地形…</translation>
    </message>
    <message>
        <source>Choose another landscape</source>
        <translation>选择另一个地形</translation>
    </message>
    <message>
        <source>Formula…</source>
        <translation>公式…</translation>
    </message>
    <message>
        <source>Type a loss of your own</source>
        <translation>输入自己的损失函数</translation>
    </message>
    <message>
        <source>Data…</source>
        <translation>数据…</translation>
    </message>
    <message>
        <source>Make a loss from a table of your own</source>
        <translation>用自己的数据表构造损失</translation>
    </message>
</context>
<context>
    <name>LessonMarks</name>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>true place</source>
        <translation>实际位置</translation>
    </message>
    <message>
        <source>happened here</source>
        <translation>发生在这里</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Predicted: %1</source>
        <translation>你的预测：%1</translation>
    </message>
    <message>
        <source>Nothing was predicted.</source>
        <translation>没有作预测。</translation>
    </message>
    <message>
        <source>What happened: %1</source>
        <translation>实际结果：%1</translation>
    </message>
    <message>
        <source>Difference: %1</source>
        <translation>相差：%1</translation>
    </message>
    <message>
        <source>Distance: %1</source>
        <translation>距离：%1</translation>
    </message>
    <message>
        <source>Decided at update %1.</source>
        <translation>第 %1 次更新时见分晓。</translation>
    </message>
    <message>
        <source>Beyond the book</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>A correction of the printed story</source>
        <translation>对书中说法的更正</translation>
    </message>
    <message>
        <source>What to try next</source>
        <translation>接下来可以试试</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Escape from a saddle…</source>
        <translation>逃离鞍点…</translation>
    </message>
    <message>
        <source>Claims, tried…</source>
        <translation>常见说法的验证…</translation>
    </message>
    <message>
        <source>Time by batch size…</source>
        <translation>不同批量大小的用时…</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Text of the step</source>
        <translation>这一步的正文</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>End the lesson</source>
        <translation>结束这节课</translation>
    </message>
    <message>
        <source>The run stays as it is</source>
        <translation>运行保持原样</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The step before (Page Up)</source>
        <translation>上一步（PgUp）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The next step (Page Down)</source>
        <translation>下一步（PgDown）</translation>
    </message>
    <message>
        <source>This run is not the one of the step: “Restore” opens it.</source>
        <translation>现在的运行不是这一步的：按“恢复这一步”打开它。</translation>
    </message>
    <message>
        <source>Set this step up once more</source>
        <translation>重新布置这一步</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复这一步</translation>
    </message>
    <message>
        <source>Open the window that this step is about</source>
        <translation>打开这一步用到的窗口</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>Lessons</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>%1 of %2 steps done</source>
        <translation>已完成 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>left at step %1</source>
        <translation>上次停在第 %1 步</translation>
    </message>
    <message>
        <source>“{0}” can’t be opened: {1}</source>
        <translation>无法打开“{0}”：{1}</translation>
    </message>
    <message>
        <source>The changed file can’t be used: {0}</source>
        <translation>修改后的文件无法使用：{0}</translation>
    </message>
</context>
<context>
    <name>Licence</name>
    <message>
        <source>Public domain: plain facts, published in 1930</source>
        <translation>公有领域：单纯的事实，1930 年发表</translation>
    </message>
    <message>
        <source>CC0 1.0: dedicated to the public domain</source>
        <translation>CC0 1.0：已放弃权利，归入公有领域</translation>
    </message>
    <message>
        <source>Plain numbers: no copyright</source>
        <translation>单纯的数字：没有版权</translation>
    </message>
</context>
<context>
    <name>LineChoice</name>
    <message>
        <source>Cut along</source>
        <translation>切片方向</translation>
    </message>
    <message>
        <source>Line along which the surface is cut</source>
        <translation>沿哪条直线切开误差表面</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>Show the line alone</source>
        <translation>只显示这条线</translation>
    </message>
    <message>
        <source>Hide the rest of the surface, until the line is lifted</source>
        <translation>隐藏误差表面的其余部分，解除限制时再显示</translation>
    </message>
    <message>
        <source>u₋, least curvature</source>
        <translation>u₋，曲率最小的方向</translation>
    </message>
    <message>
        <source>u₊, greatest curvature</source>
        <translation>u₊，曲率最大的方向</translation>
    </message>
    <message>
        <source>the negative gradient</source>
        <translation>负梯度方向</translation>
    </message>
    <message>
        <source>two chosen balls</source>
        <translation>过所选的两个小球</translation>
    </message>
    <message>
        <source>where momentum leads</source>
        <translation>动量的方向</translation>
    </message>
</context>
<context>
    <name>LossCurve</name>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>L, symmetric log</source>
        <translation>L（对称对数刻度）</translation>
    </message>
    <message>
        <source>L, logarithmic</source>
        <translation>L（对数刻度）</translation>
    </message>
    <message>
        <source>L − (%1), logarithmic</source>
        <translation>L − (%1)（对数刻度）</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss over updates</source>
        <translation>损失随更新的变化</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Playback</source>
        <translation>播放控制</translation>
    </message>
    <message>
        <source>The 3-D view needs OpenGL 2.1, which this computer does not provide ({0}). The contour map takes its place; everything else works.</source>
        <translation>三维视图需要 OpenGL 2.1，而这台电脑没有提供（{0}）。现在用等高线图代替，其他功能都正常。</translation>
    </message>
    <message>
        <source>{0} (safe mode)</source>
        <translation>{0}（安全模式）</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>minimum</source>
        <translation>极小值</translation>
    </message>
    <message>
        <source>minima</source>
        <translation>极小值</translation>
    </message>
    <message>
        <source>saddle point</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>极大值</translation>
    </message>
    <message>
        <source>degenerate</source>
        <translation>退化</translation>
    </message>
    <message>
        <source>no derivative</source>
        <translation>导数无定义</translation>
    </message>
    <message>
        <source>curve of critical points</source>
        <translation>临界点构成的曲线</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Marks on the map: %1</source>
        <translation>图上的标记：%1</translation>
    </message>
    <message>
        <source>A hollow ball is where the loss or a derivative has no value; an arrow at the edge points to balls outside; a number counts balls in one place.</source>
        <translation>空心小球表示损失或导数在该处无定义；边缘的箭头指向显示范围外的小球；数字表示同一处的小球个数。</translation>
    </message>
    <message>
        <source>Critical points were searched for from %1 starts; some may be missed.</source>
        <translation>从 %1 个起点寻找临界点；可能有遗漏。</translation>
    </message>
    <message>
        <source>no critical point found</source>
        <translation>未找到临界点</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Contour map</source>
        <translation>等高线图</translation>
    </message>
    <message>
        <source>Contour map of the loss</source>
        <translation>损失的等高线图</translation>
    </message>
    <message>
        <source>Enter shows a crosshair: arrow keys move it, with Ctrl in fine and with Shift in coarse steps, Enter drops a ball or picks one up, Shift+Enter drops one of every fleet, Esc leaves. Plus and minus zoom, Home shows the whole window.</source>
        <translation>回车键显示十字线：方向键移动它，按住 Ctrl 微移，按住 Shift 大步移；回车键放下或拿起小球，Shift+回车键每个球组各放一个小球，Esc 键退出。加减键缩放，Home 键显示整个范围。</translation>
    </message>
    <message>
        <source>Values at the pointer</source>
        <translation>指针处的数值</translation>
    </message>
    <message>
        <source>Click to drop a ball, drag to move, wheel to zoom</source>
        <translation>点击放下小球，拖动平移，滚轮缩放</translation>
    </message>
    <message>
        <source>Show the whole window</source>
        <translation>显示整个范围</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>at the pointer</source>
        <translation>指针处</translation>
    </message>
    <message>
        <source>ball {0}</source>
        <translation>小球 {0}</translation>
    </message>
</context>
<context>
    <name>MapWidget</name>
    <message>
        <source>Ball {0} is where a derivative has no value</source>
        <translation>小球 {0} 所在处有一个导数无定义</translation>
    </message>
    <message>
        <source>Ball {0} is where the loss has no value</source>
        <translation>小球 {0} 在损失无定义处</translation>
    </message>
    <message>
        <source>Ball {0} is outside the window, at ({1}, {2})</source>
        <translation>小球 {0} 在显示范围之外，位于 ({1}, {2})</translation>
    </message>
</context>
<context>
    <name>MenuBar</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Height scale</source>
        <translation>高度刻度(&amp;H)</translation>
    </message>
    <message>
        <source>Loo&amp;k</source>
        <translation>外观(&amp;K)</translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation>文字大小(&amp;Z)</translation>
    </message>
    <message>
        <source>Present&amp;ing</source>
        <translation>演示(&amp;I)</translation>
    </message>
    <message>
        <source>Put panels &amp;back in place</source>
        <translation>恢复默认布局(&amp;B)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>As the landscape has it</source>
        <translation>按地形默认</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>That can’t be done: {0}</source>
        <translation>无法完成：{0}</translation>
    </message>
    <message>
        <source>Cancelled: the last edit was not made.</source>
        <translation>已取消：最后一个改动未生效。</translation>
    </message>
    <message>
        <source>At {0}: a number is expected.</source>
        <translation>{0} 处应为数字。</translation>
    </message>
    <message>
        <source>At {0}: a whole number is expected.</source>
        <translation>{0} 处应为整数。</translation>
    </message>
    <message>
        <source>At {0}: a text is expected.</source>
        <translation>{0} 处应为文字。</translation>
    </message>
    <message>
        <source>At {0}: true or false is expected.</source>
        <translation>{0} 处应为 true 或 false。</translation>
    </message>
    <message>
        <source>At {0}: a list is expected.</source>
        <translation>{0} 处应为列表。</translation>
    </message>
    <message>
        <source>At {0}: a list of {1} entries is expected.</source>
        <translation>{0} 处应为有 {1} 项的列表。</translation>
    </message>
    <message>
        <source>At {0}: names with values are expected.</source>
        <translation>{0} 处应为带名称的值。</translation>
    </message>
    <message>
        <source>At {0}: the updates are not in order.</source>
        <translation>{0} 处的更新顺序不对。</translation>
    </message>
    <message>
        <source>At {0}: “{1}” is unknown.</source>
        <translation>{0} 处的“{1}”无法识别。</translation>
    </message>
    <message>
        <source>At {0}: “{1}” is missing.</source>
        <translation>{0} 处缺少“{1}”。</translation>
    </message>
    <message>
        <source>At {0}: {1} is not allowed here.</source>
        <translation>{0} 处不允许 {1}。</translation>
    </message>
    <message>
        <source>At {0}: the list is too long.</source>
        <translation>{0} 处的列表太长。</translation>
    </message>
    <message>
        <source>At {0}: the text has more than {1} characters.</source>
        <translation>{0} 处的文字超过 {1} 个字符。</translation>
    </message>
    <message>
        <source>There is no fleet {0} any more.</source>
        <translation>球组 {0} 已经不在了。</translation>
    </message>
    <message>
        <source>There is no ball {0} any more.</source>
        <translation>小球 {0} 已经不在了。</translation>
    </message>
    <message>
        <source>Mini-batches need a landscape that is made from data.</source>
        <translation>小批量需要由数据构成的地形。</translation>
    </message>
    <message>
        <source>That would be more than {0} fleets.</source>
        <translation>球组不能超过 {0} 个。</translation>
    </message>
    <message>
        <source>That would be more than {0} balls.</source>
        <translation>小球会超过 {0} 个。</translation>
    </message>
    <message>
        <source>An edit at update {0} can’t be made again. It and all later ones were left out.</source>
        <translation>第 {0} 次更新时的一次改动无法重做，它和之后的改动都已忽略。</translation>
    </message>
    <message>
        <source>This is not a Downhill file.</source>
        <translation>这不是“下山”的文件。</translation>
    </message>
    <message>
        <source>This is not a Downhill file: no JSON at line {0}, column {1}.</source>
        <translation>这不是“下山”的文件：第 {0} 行第 {1} 列不是 JSON。</translation>
    </message>
    <message>
        <source>This file comes from a newer Downhill (format {0}).</source>
        <translation>这个文件来自更新版本的“下山”（格式 {0}）。</translation>
    </message>
    <message>
        <source>This file has more than {0} MB, the most that is read.</source>
        <translation>这个文件超过了能读取的上限 {0} MB。</translation>
    </message>
    <message>
        <source>This session would have more than {0} MB, the most that could be opened again.</source>
        <translation>这份实验记录将超过能再次打开的上限 {0} MB。</translation>
    </message>
    <message>
        <source>A run is written as .csv, .json or .npz, not “{0}”.</source>
        <translation>数据只能导出为 .csv、.json 或 .npz，不能是“{0}”。</translation>
    </message>
    <message>
        <source>The run was paused: an update failed ({0}).</source>
        <translation>运行已暂停：一次更新出错（{0}）。</translation>
    </message>
    <message>
        <source>The run was paused: an error inside the program ({0}).</source>
        <translation>运行已暂停：程序内部出错（{0}）。</translation>
    </message>
    <message>
        <source>The run beyond update {0} was dropped.</source>
        <translation>第 {0} 次更新之后的运行已丢弃。</translation>
    </message>
    <message>
        <source>Stopped at update {1}, {0} of whose edits are made when the run goes on.</source>
        <translation>已停在第 {1} 次更新；此处还有 {0} 个改动，将在继续运行时应用。</translation>
    </message>
    <message>
        <source>“{0}” can’t be read: {1}</source>
        <translation>无法读取“{0}”：{1}</translation>
    </message>
    <message>
        <source>“{0}” can’t be written: {1}</source>
        <translation>无法写入“{0}”：{1}</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>文件或文件夹不存在</translation>
    </message>
    <message>
        <source>the system does not allow it</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>it is a device or a pipe, and no file</source>
        <translation>这是设备或管道，不是文件</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>it holds no text, so it is no Downhill file</source>
        <translation>内容不是文本，不是“下山”的文件</translation>
    </message>
    <message>
        <source>“{0}” is not a picture format</source>
        <translation>“{0}”不是图片格式</translation>
    </message>
    <message>
        <source>Reading “{0}”: {1}%</source>
        <translation>正在读取“{0}”：{1}%</translation>
    </message>
    <message>
        <source>Writing “{0}”: {1}%</source>
        <translation>正在写入“{0}”：{1}%</translation>
    </message>
    <message>
        <source>Saved as “{0}”.</source>
        <translation>已保存为“{0}”。</translation>
    </message>
    <message>
        <source>Replayed here, this session came out differently from when it was kept.</source>
        <translation>在这里重放的结果，与保存这份实验记录时不同。</translation>
    </message>
    <message>
        <source>“{0}” is this session’s own file; export the run to another one.</source>
        <translation>“{0}”是这份实验记录自己的文件，请把运行导出到别的文件。</translation>
    </message>
    <message>
        <source>“{0}” is there already; nothing was written. To replace it, choose that file and confirm.</source>
        <translation>“{0}”已经存在，未写入任何内容。要替换它，请选择该文件并确认。</translation>
    </message>
    <message>
        <source>A film is being made; wait for its end, or cancel it, before the next.</source>
        <translation>正在制作一部影片；请等它完成或先取消它，再制作下一部。</translation>
    </message>
    <message>
        <source>A handout is being made; wait for its end, or cancel it, before the next.</source>
        <translation>正在制作讲义；请等它完成，或先取消，再做下一份。</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>这个文件是空的。</translation>
    </message>
    <message>
        <source>{0} lines are skipped, but the last one that holds anything is line {1}.</source>
        <translation>要跳过 {0} 行，但最后一个有内容的行是第 {1} 行。</translation>
    </message>
    <message>
        <source>This file is too large: a table may have {0} MB, this one has {1} MB.</source>
        <translation>这个文件太大：表格至多 {0} MB，这个有 {1} MB。</translation>
    </message>
    <message>
        <source>This is not a table of text (CSV): byte {0} is not text. Save it as CSV.</source>
        <translation>这不是文本表格（CSV）：第 {0} 个字节不是文本。请另存为 CSV。</translation>
    </message>
    <message>
        <source>From line {0} on the quotation marks don’t match, or a cell is far too long.</source>
        <translation>从第 {0} 行起引号不成对，或者有一个单元格过长。</translation>
    </message>
    <message>
        <source>This table has column names but no rows.</source>
        <translation>这个表格有列名，但没有行。</translation>
    </message>
    <message>
        <source>This table has {1} columns; at most {0} can be read.</source>
        <translation>这个表格有 {1} 列，至多能读 {0} 列。</translation>
    </message>
    <message>
        <source>This table has more than {0} rows.</source>
        <translation>这个表格超过 {0} 行。</translation>
    </message>
    <message>
        <source>There is no column “{0}” in this table.</source>
        <translation>这个表格里没有“{0}”这一列。</translation>
    </message>
    <message>
        <source>Line {0}: “{1}” in column “{2}” is not a number.</source>
        <translation>第 {0} 行：“{2}”列中的“{1}”不是数。</translation>
    </message>
    <message>
        <source>Line {0}: “{1}” in column “{2}” is not a finite number.</source>
        <translation>第 {0} 行：“{2}”列中的“{1}”不是有限的数。</translation>
    </message>
    <message>
        <source>Line {0}: the cell in column “{1}” is empty.</source>
        <translation>第 {0} 行：“{1}”列的单元格是空的。</translation>
    </message>
    <message>
        <source>Line {0}: “{1}” in column “{2}” is not a class.</source>
        <translation>第 {0} 行：“{2}”列中的“{1}”不是类别名。</translation>
    </message>
    <message>
        <source>Line {0}: {1} cells instead of {2}.</source>
        <translation>第 {0} 行：有 {1} 个单元格，应为 {2} 个。</translation>
    </message>
    <message>
        <source>Line {0}: one cell instead of {2}.</source>
        <translation>第 {0} 行：只有 1 个单元格，应为 {2} 个。</translation>
    </message>
    <message>
        <source>Line {0}: the quotation marks don’t match, or a cell is far too long.</source>
        <translation>第 {0} 行：引号不成对，或者有一个单元格过长。</translation>
    </message>
    <message>
        <source>The columns need one name each and the same number of rows.</source>
        <translation>每一列都要有一个名称，各列的行数要相同。</translation>
    </message>
    <message>
        <source>At least {0} rows are needed, not {1}.</source>
        <translation>至少需要 {0} 行，这里只有 {1} 行。</translation>
    </message>
    <message>
        <source>This landscape needs {0} columns, not {1}.</source>
        <translation>这个地形需要 {0} 列，而不是 {1} 列。</translation>
    </message>
    <message>
        <source>Column “{0}” must hold two different values, one for each class; it holds: {1}.</source>
        <translation>“{0}”列必须恰好有两个不同的值，每个类别一个；现在的值：{1}。</translation>
    </message>
    <message>
        <source>Column “{0}”: “{1}” is read as {2}.</source>
        <translation>“{0}”列：“{1}”读作 {2}。</translation>
    </message>
    <message>
        <source>Column “{0}” mixes units, which are left off: {1}.</source>
        <translation>“{0}”列混用了不同的单位，读取时都略去：{1}。</translation>
    </message>
    <message>
        <source>Column “{0}”: “{1}” is read as {2}; with the other decimal mark it is {3}.</source>
        <translation>“{0}”列：“{1}”读作 {2}；如果换用另一种小数点符号，则是 {3}。</translation>
    </message>
    <message>
        <source>Column “{0}” holds more than {1} different values, too many for classes: {2}.</source>
        <translation>“{0}”列有 {1} 个以上不同的值，作为类别太多：{2}。</translation>
    </message>
    <message>
        <source>Column “{0}” holds {1} classes: “{2}” is 1, all others are 0.</source>
        <translation>“{0}”列有 {1} 个类别：“{2}”记为 1，其余都记为 0。</translation>
    </message>
    <message>
        <source>At most {0} rows can be used for this landscape; there are {1}.</source>
        <translation>这个地形至多能用 {0} 行，这里有 {1} 行。</translation>
    </message>
    <message>
        <source>“{0}” is not a way to read a table.</source>
        <translation>“{0}”不是读取表格的方式。</translation>
    </message>
    <message>
        <source>Line {0} is not UTF-8, nor likely to be anything else. Choose an encoding.</source>
        <translation>第 {0} 行不是 UTF-8，也不像其他编码。请选择编码。</translation>
    </message>
    <message>
        <source>Line {0} can’t be read as {1}.</source>
        <translation>第 {0} 行无法按 {1} 读取。</translation>
    </message>
    <message>
        <source>Line {0} has more than {1} letters.</source>
        <translation>第 {0} 行超过 {1} 个字符。</translation>
    </message>
    <message>
        <source>This table has only one column. Choose what separates its cells, if it has more.</source>
        <translation>这个表格只有一列。如果不止一列，请选择单元格的分隔符。</translation>
    </message>
    <message>
        <source>Column “{0}” holds something that is not a number, or one beyond 10¹⁰⁰.</source>
        <translation>“{0}”列里有不是数的内容，或者有超过 10¹⁰⁰ 的数。</translation>
    </message>
    <message>
        <source>Column “{0}” holds the same number in every row: nothing depends on it.</source>
        <translation>“{0}”列每一行都是同一个数：结果与它无关。</translation>
    </message>
    <message>
        <source>Type a formula, such as {0}.</source>
        <translation>请输入公式，例如 {0}。</translation>
    </message>
    <message>
        <source>A formula has at most {0} characters; this one has {1}.</source>
        <translation>公式最多 {0} 个字符，这里有 {1} 个。</translation>
    </message>
    <message>
        <source>Brackets may be at most {0} deep.</source>
        <translation>括号最多 {0} 层。</translation>
    </message>
    <message>
        <source>A formula has at most {0} numbers, names and operations.</source>
        <translation>公式里的数、名字和运算合计最多 {0} 个。</translation>
    </message>
    <message>
        <source>Write either w₁ and w₂ or x and y: “{0}” and “{1}” do not go together.</source>
        <translation>只能用 w₁ 和 w₂，或者 x 和 y：“{0}”与“{1}”不能混用。</translation>
    </message>
    <message>
        <source>This can’t be read as a formula.</source>
        <translation>这不能读作公式。</translation>
    </message>
    <message>
        <source>“{0}” can’t stand in a formula.</source>
        <translation>公式里不能有“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” ({1}) only looks like “{2}”: type “{2}” instead.</source>
        <translation>“{0}”（{1}）只是看起来像“{2}”：请输入“{2}”。</translation>
    </message>
    <message>
        <source>Leave out “=” and what stands before it: a formula is the right-hand side alone.</source>
        <translation>请去掉“=”和它前面的部分：公式只是等号右边。</translation>
    </message>
    <message>
        <source>A formula needs w₁ or w₂, or x or y, or x₁ or x₂.</source>
        <translation>公式里要有 w₁ 或 w₂，或者 x 或 y，或者 x₁ 或 x₂。</translation>
    </message>
    <message>
        <source>These bars can’t be paired up. Write {0} for the absolute value.</source>
        <translation>这些竖线无法配对。绝对值请写作 {0}。</translation>
    </message>
    <message>
        <source>These bars can be paired up in two ways. Write {0} for the absolute value.</source>
        <translation>这些竖线有两种配对方式。绝对值请写作 {0}。</translation>
    </message>
    <message>
        <source>Use round brackets only.</source>
        <translation>只能使用圆括号。</translation>
    </message>
    <message>
        <source>“{0}” is larger than any number here.</source>
        <translation>“{0}”超出了能表示的最大数。</translation>
    </message>
    <message>
        <source>“{0}” is so small that it would be 0.</source>
        <translation>“{0}”太小，会变成 0。</translation>
    </message>
    <message>
        <source>An exponent is at most {0} in size.</source>
        <translation>指数的绝对值最大为 {0}。</translation>
    </message>
    <message>
        <source>An operator such as * is missing before “{0}”.</source>
        <translation>“{0}”前面缺少运算符，例如 *。</translation>
    </message>
    <message>
        <source>A value is missing before “{0}”.</source>
        <translation>“{0}”前面缺少一个值。</translation>
    </message>
    <message>
        <source>A value is missing at the end.</source>
        <translation>末尾缺少一个值。</translation>
    </message>
    <message>
        <source>The closing bracket is missing.</source>
        <translation>缺少右括号。</translation>
    </message>
    <message>
        <source>The opening bracket is missing.</source>
        <translation>缺少左括号。</translation>
    </message>
    <message>
        <source>A comma stands only between the values of a function; decimals take a point.</source>
        <translation>逗号只用来分开函数的各个值；小数要用小数点。</translation>
    </message>
    <message>
        <source>This can be read in two ways. Write * before “{0}”, or use brackets.</source>
        <translation>这里有两种读法。请在“{0}”前面写上 *，或者加括号。</translation>
    </message>
    <message>
        <source>There is no function “{0}”. The functions are: {1}.</source>
        <translation>没有函数“{0}”。可用的函数有：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is not a function. To multiply, write {0}*(…).</source>
        <translation>“{0}”不是函数。要相乘请写作 {0}*(…)。</translation>
    </message>
    <message>
        <source>A function needs brackets around its value: {0}(…).</source>
        <translation>函数的值要放在括号里：{0}(…)。</translation>
    </message>
    <message>
        <source>Where the value of “{0}” ends can be read in two ways: write {0}(…).</source>
        <translation>“{0}”的值到哪里为止有两种读法：请写作 {0}(…)。</translation>
    </message>
    <message>
        <source>“{0}” with a negative exponent can be read in two ways: write {1}.</source>
        <translation>“{0}”带负指数有两种读法：请写作 {1}。</translation>
    </message>
    <message>
        <source>Only a whole number may stand between “{0}” and its value: write {0}(…)^(…).</source>
        <translation>“{0}”和它的值之间只能写整数指数：请写作 {0}(…)^(…)。</translation>
    </message>
    <message>
        <source>“{0}” would be a single name: write {1}.</source>
        <translation>“{0}”会被当作一个名字：请写作 {1}。</translation>
    </message>
    <message>
        <source>Use lower-case letters: “{1}” instead of “{0}”.</source>
        <translation>请用小写字母：把“{0}”写作“{1}”。</translation>
    </message>
    <message>
        <source>A parameter can’t be called “{0}”.</source>
        <translation>参数不能叫“{0}”。</translation>
    </message>
    <message>
        <source>A name has at most {0} characters.</source>
        <translation>名字最多 {0} 个字符。</translation>
    </message>
    <message>
        <source>A formula has at most {0} parameters; “{1}” would be one more.</source>
        <translation>公式最多有 {0} 个参数，“{1}”已经超出。</translation>
    </message>
    <message>
        <source>“{0}” takes one value.</source>
        <translation>“{0}”只接受一个值。</translation>
    </message>
    <message>
        <source>“{0}” takes two values or more.</source>
        <translation>“{0}”至少需要两个值。</translation>
    </message>
    <message>
        <source>“{0}” takes two values.</source>
        <translation>“{0}”需要两个值。</translation>
    </message>
    <message>
        <source>“{0}” takes a comparison and two values: {1}.</source>
        <translation>“{0}”需要一个比较和两个值：{1}。</translation>
    </message>
    <message>
        <source>A comparison stands only in front, as in {0}.</source>
        <translation>比较只能放在最前面，像 {0} 这样。</translation>
    </message>
    <message>
        <source>Compare two values at a time: {0}.</source>
        <translation>每次只能比较两个值：{0}。</translation>
    </message>
    <message>
        <source>“{0}” takes comparisons, as in {1}.</source>
        <translation>“{0}”只能用于比较，例如 {1}。</translation>
    </message>
    <message>
        <source>A window reaches from a lower to a higher number on either axis, within ±{0}.</source>
        <translation>显示范围在两个方向上都要从较小的数到较大的数，并在 ±{0} 以内。</translation>
    </message>
    <message>
        <source>The clipboard holds no text.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>it holds no table</source>
        <translation>其中没有表格</translation>
    </message>
    <message>
        <source>The process that did this ended before it had an answer.</source>
        <translation>负责此项工作的进程在得出结果之前就结束了。</translation>
    </message>
    <message>
        <source>“{0}” is the scenario itself; write elsewhere.</source>
        <translation>“{0}”就是情景文件本身，请写到别处。</translation>
    </message>
    <message>
        <source>No fleet is chosen, or it has no balls.</source>
        <translation>没有选中球组，或选中的球组里没有小球。</translation>
    </message>
    <message>
        <source>PyTorch does not have this rule.</source>
        <translation>PyTorch 没有这种更新规则。</translation>
    </message>
    <message>
        <source>PyTorch can’t draw the same noise.</source>
        <translation>PyTorch 无法产生相同的噪声。</translation>
    </message>
    <message>
        <source>A knob, the schedule or the noise was changed in mid-run.</source>
        <translation>运行途中改过超参数、学习率调度或噪声。</translation>
    </message>
    <message>
        <source>With a changing rate PyTorch’s rule is another: choose its own form of this rule.</source>
        <translation>学习率变化时，PyTorch 的规则与此不同：请改用标有（PyTorch）的形式。</translation>
    </message>
    <message>
        <source>Without momentum PyTorch dampens nothing.</source>
        <translation>动量系数为 0 时，PyTorch 不抑制梯度。</translation>
    </message>
    <message>
        <source>The run is too long, or has too many balls, for a script.</source>
        <translation>运行太长或小球太多，写不进脚本。</translation>
    </message>
    <message>
        <source>This landscape can’t be written as a short script.</source>
        <translation>这个地形无法写成简短的脚本。</translation>
    </message>
    <message>
        <source>ffmpeg could not write the film: {0}</source>
        <translation>ffmpeg 未能写出影片：{0}</translation>
    </message>
    <message>
        <source>There is no direction: the line has length 0.</source>
        <translation>没有方向：直线的长度为 0。</translation>
    </message>
    <message>
        <source>Choose two balls.</source>
        <translation>请选择两个小球。</translation>
    </message>
    <message>
        <source>Choose a ball.</source>
        <translation>请选择一个小球。</translation>
    </message>
    <message>
        <source>There is no curvature at this point.</source>
        <translation>此处没有曲率。</translation>
    </message>
    <message>
        <source>There is no slope at this point.</source>
        <translation>此处斜率为零。</translation>
    </message>
    <message>
        <source>The ball rests.</source>
        <translation>小球静止不动。</translation>
    </message>
    <message>
        <source>A film is made in “{0}” first, where the disk is full</source>
        <translation>影片先在“{0}”中制作，而那里的磁盘已满</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>第 {0} 行：{1}</translation>
    </message>
    <message>
        <source>This is no lesson: no TOML ({0}).</source>
        <translation>这不是课程文件：不符合 TOML 格式（{0}）。</translation>
    </message>
    <message>
        <source>At {0}: the text is missing in “{1}”.</source>
        <translation>{0}：缺少“{1}”的文字。</translation>
    </message>
    <message>
        <source>At {0}: no number is called “{1}”.</source>
        <translation>{0}：没有名为“{1}”的数。</translation>
    </message>
    <message>
        <source>At {0}: “{1}” is a number in a text; it needs a placeholder with a measure.</source>
        <translation>{0}：“{1}”是文字里的数，要写成带测量的占位符。</translation>
    </message>
    <message>
        <source>At {0}: “{1}” is there twice.</source>
        <translation>{0}：“{1}”出现了两次。</translation>
    </message>
    <message>
        <source>At {0}: a lesson has 1 to {1} steps.</source>
        <translation>{0}：一课有 1 至 {1} 步。</translation>
    </message>
    <message>
        <source>At {0}: a scenario or a run, not both.</source>
        <translation>{0}：情景和运行只能写一个。</translation>
    </message>
    <message>
        <source>There is no lesson {0}.</source>
        <translation>没有第 {0} 课。</translation>
    </message>
    <message>
        <source>Lesson {0} has {1} steps.</source>
        <translation>第 {0} 课共有 {1} 步。</translation>
    </message>
</context>
<context>
    <name>MilestoneRow</name>
    <message>
        <source>Updates at which the rate falls</source>
        <translation>学习率下降处的更新序号</translation>
    </message>
    <message>
        <source>Whole numbers with commas: 100, 200</source>
        <translation>整数，用逗号隔开：100, 200</translation>
    </message>
    <message>
        <source>Type 1 to %1 whole numbers, each at least 1: 100, 200</source>
        <translation>请输入 1 到 %1 个整数，每个至少为 1：100, 200</translation>
    </message>
</context>
<context>
    <name>NewLesson</name>
    <message>
        <source>No step was added to “{0}”: {1}</source>
        <translation>没有给“{0}”添加步骤：{1}</translation>
    </message>
</context>
<context>
    <name>Noise</name>
    <message>
        <source>No noise (full batch)</source>
        <translation>无噪声（全批量）</translation>
    </message>
    <message>
        <source>Mini-batch</source>
        <translation>小批量</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>高斯噪声</translation>
    </message>
</context>
<context>
    <name>NoiseSection</name>
    <message>
        <source>Gradient the balls use</source>
        <translation>小球所用的梯度</translation>
    </message>
    <message>
        <source>Batch or noise</source>
        <translation>批量或噪声</translation>
    </message>
    <message>
        <source>The gradient of the whole loss, of a mini-batch, or one with noise</source>
        <translation>整个损失的梯度、一个小批量的梯度，或带噪声的梯度</translation>
    </message>
    <message>
        <source>Shuffle each epoch</source>
        <translation>每个回合重新打乱</translation>
    </message>
    <message>
        <source>Off: every epoch has the order of the first, and its noise comes back</source>
        <translation>关闭：每个回合都用第一个回合的次序，同样的噪声每个回合重来一遍</translation>
    </message>
    <message>
        <source>%1 examples, reshuffled each epoch: %2 updates are one epoch</source>
        <translation>%1 个样本，每回合随机打乱：%2 次更新为一个回合</translation>
    </message>
    <message>
        <source>%1 examples, in one order: %2 updates are one epoch</source>
        <translation>%1 个样本，次序固定：%2 次更新为一个回合</translation>
    </message>
    <message>
        <source>All %1 examples at every update: each is one epoch</source>
        <translation>每次更新都用全部 %1 个样本：一次更新就是一个回合</translation>
    </message>
    <message>
        <source>1 example: every update is one epoch</source>
        <translation>1 个样本：一次更新就是一个回合</translation>
    </message>
</context>
<context>
    <name>NotationChoice</name>
    <message>
        <source>Notation</source>
        <translation>记法</translation>
    </message>
    <message>
        <source>Different books write the same rule differently; the balls move the same</source>
        <translation>同一种方法，各书写法不同；小球的运动完全一样</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>{0} more</source>
        <translation>还有 {0} 条</translation>
    </message>
    <message>
        <source>Messages waiting behind this one: {0}</source>
        <translation>后面还有 {0} 条消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>Type a number</source>
        <translation>请输入数字</translation>
    </message>
    <message>
        <source>Not a number: write it like 0.999 or 1e-7</source>
        <translation>不是数字：请写成 0.999 或 1e-7 这样</translation>
    </message>
    <message>
        <source>Too large: the number must be finite</source>
        <translation>太大：必须是有限的数</translation>
    </message>
    <message>
        <source>Write a point for decimals, as in 1.234</source>
        <translation>小数点请用点号，如 1.234</translation>
    </message>
</context>
<context>
    <name>Optimizer</name>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>RMSProp with momentum, both bias-corrected for their start at zero.</source>
        <translation>RMSProp 加上动量，两者都做了偏差修正（初值为零）。</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>Gives every parameter its own rate: the larger its gradients so far, the smaller.</source>
        <translation>每个参数有自己的学习率：至今的梯度越大，学习率越小。</translation>
    </message>
    <message>
        <source>AdaGrad (sum)</source>
        <translation>AdaGrad（求和）</translation>
    </message>
    <message>
        <source>Divides by the root of the sum of all squared gradients, so its rate only ever falls.</source>
        <translation>除以全部梯度平方和的平方根，因此学习率只降不升。</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Like AdaGrad, but the newest gradients count most: it brakes at a cliff, then speeds up.</source>
        <translation>与 AdaGrad 相似，但最近的梯度权重最大：遇到悬崖会减速，之后再加速。</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Always straight downhill, by the learning rate times the gradient.</source>
        <translation>总是沿下降最快的方向移动，移动量是学习率乘以梯度。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量法</translation>
    </message>
    <message>
        <source>Keeps part of its last movement, like a heavy ball: it rolls over small hills.</source>
        <translation>保留上一次移动的一部分，像一个沉重的小球：能滚过小丘。</translation>
    </message>
    <message>
        <source>Movement m, added</source>
        <translation>移动 m，加到参数上</translation>
    </message>
    <message>
        <source>Velocity v, subtracted</source>
        <translation>速度 v，从参数中减去</translation>
    </message>
    <message>
        <source>Sum of gradients b (PyTorch)</source>
        <translation>梯度之和 b（PyTorch 的写法）</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Momentum that takes the gradient where it is about to be, and so brakes earlier.</source>
        <translation>动量法的变体：在即将到达之处求梯度，因此减速更早。</translation>
    </message>
    <message>
        <source>AdaDelta</source>
        <translation>AdaDelta</translation>
    </message>
    <message>
        <source>Finds its rate by itself, from how far it has moved lately: it starts slowly.</source>
        <translation>根据最近的移动量自行确定学习率：起步很慢。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam that also lets all parameters shrink a little, whatever the gradients are.</source>
        <translation>Adam 的变体：每次更新还让所有参数缩小一点，与梯度无关。</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>Adam that keeps its largest second moment, so it does not speed up again.</source>
        <translation>Adam 的变体：始终保留最大的二阶矩，所以不会再次加速。</translation>
    </message>
    <message>
        <source>AdaMax</source>
        <translation>AdaMax</translation>
    </message>
    <message>
        <source>Adam that divides by a decaying maximum of the gradients instead of an average.</source>
        <translation>Adam 的变体：除以逐渐衰减的最大梯度，而不是平均值。</translation>
    </message>
    <message>
        <source>NAdam</source>
        <translation>NAdam</translation>
    </message>
    <message>
        <source>Adam with Nesterov’s look ahead: the newest gradient counts at once.</source>
        <translation>Adam 的变体：加上 Nesterov 前瞻，最新的梯度立刻起作用。</translation>
    </message>
    <message>
        <source>RAdam</source>
        <translation>RAdam</translation>
    </message>
    <message>
        <source>Adam with a warm-up built in: it waits until its average can be trusted.</source>
        <translation>Adam 的变体：自带预热，等到平均值可信才使用它。</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>Learns the curvature from its last movements and searches along a line for a good step.</source>
        <translation>由最近几次移动估计曲率，再沿搜索方向寻找合适的步长。</translation>
    </message>
    <message>
        <source>Momentum (PyTorch)</source>
        <translation>动量法（PyTorch）</translation>
    </message>
    <message>
        <source>Adds up fading gradients and multiplies by the rate at the end, so a new rate changes its speed at once.</source>
        <translation>把逐渐衰减的梯度相加，最后才乘以学习率，因此改变学习率会立刻改变速度。</translation>
    </message>
    <message>
        <source>Nesterov (PyTorch)</source>
        <translation>Nesterov（PyTorch）</translation>
    </message>
    <message>
        <source>Nesterov’s rule with its ball drawn at the look-ahead point.</source>
        <translation>Nesterov 的等价写法：小球画在前瞻点 θ + λm 处。</translation>
    </message>
    <message>
        <source>RMSProp (PyTorch)</source>
        <translation>RMSProp（PyTorch）</translation>
    </message>
    <message>
        <source>RMSProp whose average starts from zero, which makes the first updates long.</source>
        <translation>RMSProp 的变体：平均值从零开始，因此最初几次更新很大。</translation>
    </message>
    <message>
        <source>Newton</source>
        <translation>牛顿法</translation>
    </message>
    <message>
        <source>Leaps to the critical point of the local parabola, even if that is a saddle or a peak.</source>
        <translation>一步跳到局部二次近似的临界点，哪怕那是鞍点或山顶。</translation>
    </message>
    <message>
        <source>Regularised Newton (Levenberg)</source>
        <translation>正则化牛顿法（Levenberg）</translation>
    </message>
    <message>
        <source>Newton with a constant added to every curvature, so that flat ground makes no leap.</source>
        <translation>牛顿法的变体：给每个曲率加上一个常数，在平坦处不会跳得很远。</translation>
    </message>
    <message>
        <source>Saddle-free Newton</source>
        <translation>无鞍牛顿法</translation>
    </message>
    <message>
        <source>Newton that takes every curvature as positive: saddles repel it instead of drawing it in.</source>
        <translation>牛顿法的变体：把每个曲率都取为正，鞍点推开小球，而不是吸引它。</translation>
    </message>
    <message>
        <source>Perturbed gradient descent</source>
        <translation>带扰动的梯度下降</translation>
    </message>
    <message>
        <source>Gradient descent with a small random perturbation wherever the gradient is nearly zero.</source>
        <translation>梯度下降，在梯度接近零的地方加一个小的随机扰动。</translation>
    </message>
    <message>
        <source>Rolling ball</source>
        <translation>滚动的小球</translation>
    </message>
    <message>
        <source>A real ball under gravity with friction, which momentum simplifies.</source>
        <translation>真实小球在重力和摩擦下的运动；动量法是它的简化。</translation>
    </message>
    <message>
        <source>Rprop</source>
        <translation>Rprop</translation>
    </message>
    <message>
        <source>Only the gradients’ signs count: moves grow while they stay, shrink where they turn.</source>
        <translation>只看梯度的符号：符号不变时移动变长，改变时变短。</translation>
    </message>
    <message>
        <source>Lion</source>
        <translation>Lion</translation>
    </message>
    <message>
        <source>Moves every parameter by the same length; only its direction comes from the gradients.</source>
        <translation>每个参数移动同样的长度，梯度只决定方向。</translation>
    </message>
</context>
<context>
    <name>OptimizerDialog</name>
    <message>
        <source>Add a fleet</source>
        <translation>添加球组</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Enter or a click adds a fleet; with Shift, this stays open</source>
        <translation>点击或按回车键添加球组；按住 Shift 键则窗口不关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close without a choice (Esc)</source>
        <translation>不选择，直接关闭 (Esc)</translation>
    </message>
    <message>
        <source>Search names, explanations, formulas and knobs (Ctrl+F)</source>
        <translation>搜索名称、说明、公式和超参数 (Ctrl+F)</translation>
    </message>
    <message>
        <source>No optimizer has “%1”.</source>
        <translation>未找到包含“%1”的优化器。</translation>
    </message>
    <message>
        <source>%1; notation: %2</source>
        <translation>%1；记法：%2</translation>
    </message>
    <message>
        <source>In the run: 1 fleet</source>
        <translation>运行中：1 个球组</translation>
    </message>
    <message>
        <source>In the run: %1 fleets</source>
        <translation>运行中：%1 个球组</translation>
    </message>
    <message>
        <source>Gradient and momentum</source>
        <translation>梯度与动量</translation>
    </message>
    <message>
        <source>Adaptive learning rates</source>
        <translation>自适应学习率</translation>
    </message>
    <message>
        <source>The Adam family</source>
        <translation>Adam 家族</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>Mechanics and noise</source>
        <translation>力学与噪声</translation>
    </message>
</context>
<context>
    <name>Overflow</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>What has no room here</source>
        <translation>这里放不下的命令</translation>
    </message>
</context>
<context>
    <name>OwnRates</name>
    <message>
        <source>η/σ over the updates</source>
        <translation>η/σ 随更新的变化</translation>
    </message>
    <message>
        <source>Solid: the rate η/σ of this coordinate. Dashed: 2/H, the limit of stability along it; above it the ball starts to oscillate.</source>
        <translation>实线：这个坐标的学习率 η/σ。虚线：2/H，沿这个坐标的稳定界限；超过它，小球就开始振荡。</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>From update %1 on: the ball is too old for its whole history.</source>
        <translation>从第 %1 次更新起：小球的更新太多，无法显示全部历史。</translation>
    </message>
</context>
<context>
    <name>PanelAbout</name>
    <message>
        <source>All balls with their parameters, loss and state: choose one to see it in every other panel.</source>
        <translation>全部小球的参数、损失和状态：选中一个，其他各面板就显示它。</translation>
    </message>
    <message>
        <source>The least and the greatest curvature of the surface at each ball: both positive as in a bowl, one of them negative as at a saddle point.</source>
        <translation>误差表面在每个小球处的最小曲率和最大曲率：都为正时像碗底，有一个为负时像鞍点。</translation>
    </message>
    <message>
        <source>The length of the gradient at each ball after every update: it is zero at critical points, and where it stays large while the loss stays level, the ball jumps to and fro.</source>
        <translation>每次更新后各小球处梯度的长度：在临界点处为零；若损失不再变化而它仍然很大，小球就在来回跳动。</translation>
    </message>
    <message>
        <source>The loss of each ball after every update: where it has stopped falling, the gradient norm tells whether the ball rests or jumps to and fro.</source>
        <translation>每次更新后各小球的损失：不再下降时，看梯度范数就知道小球是停住了还是在来回跳动。</translation>
    </message>
    <message>
        <source>Loss, gradient norm and Hessian eigenvalues of each ball over the updates: only together do they tell what kind of point a ball has come to.</source>
        <translation>各小球的损失、梯度范数和海森矩阵特征值随更新的变化：三者合起来才能判断小球到了哪一种点。</translation>
    </message>
    <message>
        <source>What “%1” shows</source>
        <translation>“%1”显示什么</translation>
    </message>
    <message>
        <source>Click, or press Space: glossary</source>
        <translation>单击或按空格键：打开术语表</translation>
    </message>
    <message>
        <source>A fleet is the balls that share one optimizer and its knobs: choose the fleet that a click drops a ball of, and turn its knobs.</source>
        <translation>球组是共用一个优化器及其超参数的小球：在这里选择单击时放下哪个球组的小球，并调节它的超参数。</translation>
    </message>
    <message>
        <source>The loss whose surface the balls roll on, with knobs of its own and the noise in the gradient: see how the same optimizer fares on another one.</source>
        <translation>小球所在误差表面的损失，它自己的超参数，以及梯度中的噪声：换一个误差表面，看看同一个优化器表现如何。</translation>
    </message>
    <message>
        <source>The surface from above, each contour line along one loss: see how the trail of each ball crosses the lines, and where it ends.</source>
        <translation>从上方看误差表面，每条等高线上的损失相同：看各小球的轨迹怎样穿过等高线，又停在哪里。</translation>
    </message>
    <message>
        <source>The next update of the chosen ball, every symbol of its rule replaced by a number: see which term makes the ball move as it does.</source>
        <translation>所选小球的下一次更新，规则中的每个符号都换成数值：看是哪一项使小球这样移动。</translation>
    </message>
    <message>
        <source>Gradient and curvature at the chosen ball: see how steep it is, how the slope changes along each axis of curvature, and how much longer than wide the valley is.</source>
        <translation>所选小球处的梯度与曲率：看这里有多陡，坡度沿每个曲率方向如何变化，山谷的长比宽大多少。</translation>
    </message>
    <message>
        <source>The loss along a line through the surface: see where it has minima and maxima, and point at one to learn what it is in the plane, where it may be a saddle point.</source>
        <translation>误差表面沿一条直线的损失：看它在哪里有极小值和极大值，指向其中一个，看它在平面中是什么，可能是鞍点。</translation>
    </message>
    <message>
        <source>One step of the lesson: what to read, what to predict, and the knobs that it needs; everything else in the window can be used, too.</source>
        <translation>课程的一步：要读的、要预测的，还有用到的超参数；窗口里的其他部分也都可以用。</translation>
    </message>
</context>
<context>
    <name>PastGradients</name>
    <message>
        <source>Past gradients, tail to head</source>
        <translation>过去的梯度，首尾相接</translation>
    </message>
    <message>
        <source>Each arrow is what one past gradient still adds, the oldest first</source>
        <translation>每个箭头是一个过去的梯度现在的贡献，最早的在前</translation>
    </message>
    <message>
        <source>The sum along one axis</source>
        <translation>沿一个坐标轴的求和</translation>
    </message>
    <message>
        <source>A weighted sum of past gradients</source>
        <translation>过去梯度的加权和</translation>
    </message>
    <message>
        <source>%1 was changed in mid-run: each weight is the product of its values.</source>
        <translation>运行中改过 %1：每个权重是当时各个值的乘积。</translation>
    </message>
    <message>
        <source>Gradients before update %1 are summed up in “older”.</source>
        <translation>第 %1 次更新之前的梯度合并在“更早”一项中。</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>update %1</source>
        <translation>第 %1 次更新</translation>
    </message>
    <message>
        <source>loss, linear</source>
        <translation>损失（线性刻度）</translation>
    </message>
    <message>
        <source>loss, logarithmic</source>
        <translation>损失（对数刻度）</translation>
    </message>
</context>
<context>
    <name>PictureControls</name>
    <message>
        <source>Shown</source>
        <translation>包含内容</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>As here</source>
        <translation>与窗口相同</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>None</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>The colours of this window</source>
        <translation>使用窗口当前的配色</translation>
    </message>
    <message>
        <source>White, with the light colours: for paper</source>
        <translation>白色背景配浅色主题：适合打印</translation>
    </message>
    <message>
        <source>Transparent, with the colours of this window</source>
        <translation>透明背景，使用窗口当前的配色</translation>
    </message>
    <message>
        <source>Pixels: everything</source>
        <translation>位图：可包含所有内容</translation>
    </message>
    <message>
        <source>Lines, sharp at any size: map and curves</source>
        <translation>矢量图，放大后依然清晰：等高线图与曲线</translation>
    </message>
    <message>
        <source>As many pixels as on a usual screen</source>
        <translation>与普通屏幕相同的像素数</translation>
    </message>
    <message>
        <source>Twice as many in each direction: for slides</source>
        <translation>宽和高各为两倍：适合幻灯片</translation>
    </message>
    <message>
        <source>Four times as many in each direction: for print</source>
        <translation>宽和高各为四倍：适合印刷</translation>
    </message>
    <message>
        <source>The surface is drawn in pixels: SVG leaves it out.</source>
        <translation>误差表面由像素绘成，SVG 中不包含它。</translation>
    </message>
    <message>
        <source>&amp;Surface</source>
        <translation>误差表面(&amp;S)</translation>
    </message>
    <message>
        <source>The 3-D view, with its balls and trails</source>
        <translation>三维视图，包括小球和轨迹</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>等高线图(&amp;M)</translation>
    </message>
    <message>
        <source>The contour map, next to the surface</source>
        <translation>等高线图，放在误差表面旁边</translation>
    </message>
    <message>
        <source>C&amp;urves</source>
        <translation>曲线(&amp;U)</translation>
    </message>
    <message>
        <source>Loss, gradient norm and eigenvalues</source>
        <translation>损失、梯度范数和特征值</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>What the run is called</source>
        <translation>这次运行的名称</translation>
    </message>
    <message>
        <source>&amp;Formula</source>
        <translation>公式(&amp;F)</translation>
    </message>
    <message>
        <source>The loss, typeset</source>
        <translation>排版后的损失公式</translation>
    </message>
    <message>
        <source>C&amp;aption</source>
        <translation>说明(&amp;A)</translation>
    </message>
    <message>
        <source>What the scenario says of itself</source>
        <translation>情景自带的说明文字</translation>
    </message>
    <message>
        <source>Colour &amp;bar</source>
        <translation>色标(&amp;B)</translation>
    </message>
    <message>
        <source>Which losses the colours stand for</source>
        <translation>各种颜色代表的损失</translation>
    </message>
    <message>
        <source>&amp;Legend</source>
        <translation>图例(&amp;L)</translation>
    </message>
    <message>
        <source>Which ball has which rule</source>
        <translation>每个小球使用的更新规则</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Put the picture on the clipboard</source>
        <translation>把图片放到剪贴板上</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>保存(&amp;V)…</translation>
    </message>
    <message>
        <source>Save the picture as a file (Enter)</source>
        <translation>把图片保存为文件（回车键）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; the choices stay (Esc)</source>
        <translation>关闭；所选的设置会保留（Esc）</translation>
    </message>
    <message>
        <source>Preview of the picture</source>
        <translation>图片预览</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>The clipboard did not take the picture. Save it as a file instead.</source>
        <translation>剪贴板没有接收图片。请改为保存成文件。</translation>
    </message>
    <message>
        <source>So many pixels can’t be drawn here: choose fewer, or make the view smaller.</source>
        <translation>这里画不出这么多像素：请降低分辨率，或缩小视图。</translation>
    </message>
</context>
<context>
    <name>PredictionBox</name>
    <message>
        <source>Your number</source>
        <translation>你的数</translation>
    </message>
    <message>
        <source>Type a number; Enter keeps it</source>
        <translation>输入一个数，按回车确定</translation>
    </message>
    <message>
        <source>Predict first</source>
        <translation>先预测</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Keep this prediction; what happens is shown next to it</source>
        <translation>记下这个预测，实际结果会显示在旁边</translation>
    </message>
    <message>
        <source>Click the place on the surface, or type its coordinates.</source>
        <translation>在误差表面上点出位置，或者输入坐标。</translation>
    </message>
    <message>
        <source>Predict this</source>
        <translation>预测这一项</translation>
    </message>
</context>
<context>
    <name>Presenting</name>
    <message>
        <source>Update {0}</source>
        <translation>第 {0} 次更新</translation>
    </message>
    <message>
        <source>Page Up and Page Down turn the scenarios or steps, Space or “.” plays, K shows the curves, Esc ends.</source>
        <translation>Page Up 和 Page Down 翻情景或步骤，空格或“.”播放，K 显示曲线，Esc 结束。</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Alias</source>
        <translation>替身</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QColorDialog</name>
    <message>
        <source>Pick Screen Color</source>
        <translation>拾取屏幕颜色</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>QStandardPaths</name>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>公共</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>ReachSlider</name>
    <message>
        <source>reach</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Reach of the local quadratic</source>
        <translation>局部二次近似的范围</translation>
    </message>
    <message>
        <source>How far the sheet reaches from its ball; 100% is half the longer side of the landscape</source>
        <translation>近似曲面从小球向外延伸多远；100% 为地形较长边的一半</translation>
    </message>
    <message>
        <source>Arrow keys: fine. Page keys: coarse. Double-click or Delete: default.</source>
        <translation>方向键微调，翻页键粗调，双击或 Delete 键恢复默认值。</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>loss {0}</source>
        <translation>损失 {0}</translation>
    </message>
    <message>
        <source>ball {0}</source>
        <translation>小球 {0}</translation>
    </message>
</context>
<context>
    <name>ReadingControls</name>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Choose another where letters look wrong</source>
        <translation>如果文字显示不正确，请换一种编码</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>What separates the cells of a row</source>
        <translation>同一行的单元格之间的符号</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>小数点符号</translation>
    </message>
    <message>
        <source>Of all columns: the other one groups digits, as in 1,000 or 1.000</source>
        <translation>用于所有列；另一种符号则是千位分隔符，如 1,000 或 1.000</translation>
    </message>
    <message>
        <source>Skipped lines</source>
        <translation>跳过的行数</translation>
    </message>
    <message>
        <source>Lines above the table: titles and remarks</source>
        <translation>表格上方的行：标题和注释</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>%1 (auto)</source>
        <translation>%1（自动）</translation>
    </message>
</context>
<context>
    <name>Remark</name>
    <message>
        <source>left the window at update {0}</source>
        <translation>第 {0} 次更新离开显示范围</translation>
    </message>
    <message>
        <source>left the window at update {0} or earlier</source>
        <translation>最迟在第 {0} 次更新离开显示范围</translation>
    </message>
    <message>
        <source>arrived at update {0}</source>
        <translation>第 {0} 次更新到达</translation>
    </message>
    <message>
        <source>arrived at update {0} or earlier</source>
        <translation>最迟第 {0} 次更新到达</translation>
    </message>
    <message>
        <source>at rest since update {0}</source>
        <translation>第 {0} 次更新起静止</translation>
    </message>
    <message>
        <source>at rest since update {0} or earlier</source>
        <translation>最迟第 {0} 次更新起静止</translation>
    </message>
    <message>
        <source>no position since update {0}</source>
        <translation>第 {0} 次更新起没有位置</translation>
    </message>
    <message>
        <source>no position since update {0} or earlier</source>
        <translation>最迟第 {0} 次更新起没有位置</translation>
    </message>
    <message>
        <source>outside the window</source>
        <translation>位于显示范围外</translation>
    </message>
    <message>
        <source>frozen (g² overflows)</source>
        <translation>冻结（g² 溢出）</translation>
    </message>
    <message>
        <source>frozen along {0} (g² overflows)</source>
        <translation>沿 {0} 冻结（g² 溢出）</translation>
    </message>
    <message>
        <source>along {0} only weight decay moves it (g² overflows)</source>
        <translation>沿 {0} 仅由权重衰减移动（g² 溢出）</translation>
    </message>
    <message>
        <source>stands still ({0} is 0)</source>
        <translation>静止（{0} 为 0）</translation>
    </message>
    <message>
        <source>did not move in the last update</source>
        <translation>上次更新未移动</translation>
    </message>
    <message>
        <source>the last update made only {0}% of Δt: its {1} time steps were used up</source>
        <translation>上次更新只完成了 Δt 的 {0}%：{1} 个时间步已用完</translation>
    </message>
    <message>
        <source>{0}; {1}</source>
        <translation>{0}；{1}</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Rows that can’t be used</source>
        <translation>不能用的行</translation>
    </message>
    <message>
        <source>Each with its line in the file, and what is wrong with it</source>
        <translation>每一行在文件中的位置，以及问题所在</translation>
    </message>
    <message>
        <source>Rows are never left out without your consent</source>
        <translation>没有你的同意，不会忽略任何一行</translation>
    </message>
    <message>
        <source>The only row can’t be used:</source>
        <translation>唯一的一行不能用：</translation>
    </message>
    <message>
        <source>%1 of %2 rows can’t be used:</source>
        <translation>%2 行中有 %1 行不能用：</translation>
    </message>
    <message>
        <source>And these lines: %1</source>
        <translation>还有这些行：%1</translation>
    </message>
    <message>
        <source>And this line: %1</source>
        <translation>还有这一行：%1</translation>
    </message>
    <message>
        <source>Leave it out and use the other %1</source>
        <translation>忽略它，使用其余 %1 行</translation>
    </message>
    <message>
        <source>Leave them out and use the other %1</source>
        <translation>忽略它们，使用其余 %1 行</translation>
    </message>
    <message>
        <source>This landscape takes at most %1 rows; there are %2.</source>
        <translation>这个地形最多用 %1 行；现有 %2 行。</translation>
    </message>
    <message>
        <source>Use one row in %1, evenly spread: %2 rows</source>
        <translation>每 %1 行均匀地取一行：共 %2 行</translation>
    </message>
</context>
<context>
    <name>RuleView</name>
    <message>
        <source>Update rule</source>
        <translation>更新规则</translation>
    </message>
</context>
<context>
    <name>RunNotices</name>
    <message>
        <source>Start again</source>
        <translation>从头播放</translation>
    </message>
    <message>
        <source>Show the whole way</source>
        <translation>显示全程轨迹</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>This scenario ends here, at update {0}.</source>
        <translation>本情景到第 {0} 次更新为止。</translation>
    </message>
    <message>
        <source>Every ball has left the window.</source>
        <translation>所有小球都已离开显示范围。</translation>
    </message>
    <message>
        <source>Every ball rests: none has moved in the last {0} updates.</source>
        <translation>所有小球都已静止：最近 {0} 次更新中都没有移动。</translation>
    </message>
    <message>
        <source>Every ball is lost: none has a position any more.</source>
        <translation>所有小球都已没有位置。</translation>
    </message>
    <message>
        <source>No ball moves in the window any more. Left: {0}, at rest: {1}, lost: {2}.</source>
        <translation>显示范围内不再有运动的小球：离开显示范围 {0} 个，静止 {1} 个，没有位置 {2} 个。</translation>
    </message>
    <message>
        <source>Ball {0} stays in the middle. Any drag of the view, or Esc, ends that.</source>
        <translation>小球 {0} 保持在画面中央；拖动视图或按 Esc 结束跟随。</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss − min (log)</source>
        <translation>损失 − 最小值（对数刻度）</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>点击</translation>
    </message>
    <message>
        <source>drop a ball of the chosen optimizer</source>
        <translation>放下一个所选优化器的小球</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Shift+点击</translation>
    </message>
    <message>
        <source>drop one ball of every optimizer</source>
        <translation>每种优化器各放一个小球</translation>
    </message>
    <message>
        <source>Click ×2, ×3, …; or B</source>
        <translation>单击 ×2、×3……，或按 B</translation>
    </message>
    <message>
        <source>list the balls that lie in one place</source>
        <translation>列出重叠在一处的小球</translation>
    </message>
    <message>
        <source>move it</source>
        <translation>移动它</translation>
    </message>
    <message>
        <source>Drag a ball</source>
        <translation>拖动小球</translation>
    </message>
    <message>
        <source>Right click; Menu key</source>
        <translation>右键单击；菜单键</translation>
    </message>
    <message>
        <source>menu of the ball or point; of the chosen ball</source>
        <translation>打开小球或该点的菜单；打开所选小球的菜单</translation>
    </message>
    <message>
        <source>turn the view</source>
        <translation>转动视角</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Shift+drag, right drag</source>
        <translation>Shift+拖动，右键拖动</translation>
    </message>
    <message>
        <source>shift the view</source>
        <translation>平移视图</translation>
    </message>
    <message>
        <source>Wheel, pinch</source>
        <translation>滚轮，双指捏合</translation>
    </message>
    <message>
        <source>zoom towards the pointer</source>
        <translation>朝指针处缩放</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车键</translation>
    </message>
    <message>
        <source>crosshair: arrows move it (Ctrl fine, Shift coarse), Enter drops a ball or picks one up and puts it down, Shift+Enter drops one of every optimizer, Esc leaves</source>
        <translation>十字线：方向键移动（Ctrl 微移，Shift 大步移），回车键放下小球，或拿起再放好，Shift+回车键每种优化器各放一个，Esc 键退出</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Shift+方向键</translation>
    </message>
    <message>
        <source>Ctrl+arrows</source>
        <translation>Ctrl+方向键</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>default view</source>
        <translation>默认视角</translation>
    </message>
    <message>
        <source>negative gradient</source>
        <translation>负梯度</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>last update</source>
        <translation>上一次更新</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>损失无定义</translation>
    </message>
    <message>
        <source>no derivative</source>
        <translation>导数无定义</translation>
    </message>
    <message>
        <source>this length = {0} ({1})</source>
        <translation>此长度 = {0}（{1}）</translation>
    </message>
    <message>
        <source>λ = −{0} (length ∝ √|λ|)</source>
        <translation>λ = −{0}（长度 ∝ √|λ|）</translation>
    </message>
    <message>
        <source>λ = −{0} (length by log |λ|)</source>
        <translation>λ = −{0}（长度按 log |λ|）</translation>
    </message>
    <message>
        <source>curvature λ = {0}</source>
        <translation>曲率 λ = {0}</translation>
    </message>
    <message>
        <source>curvature λ = {0} (of one ball in {1})</source>
        <translation>曲率 λ = {0}（每 {1} 个小球画一个）</translation>
    </message>
    <message>
        <source>no curvature here: λ zero, undecided, or without a value</source>
        <translation>此处没有曲率可画：λ 为零、无法判定或没有值</translation>
    </message>
    <message>
        <source>local quadratic: choose one ball</source>
        <translation>局部二次近似：请选中一个小球</translation>
    </message>
    <message>
        <source>next points beyond the sheet: {0}</source>
        <translation>近似曲面之外的下一点：{0}</translation>
    </message>
    <message>
        <source>next points take too long here</source>
        <translation>此处求下一点耗时太长</translation>
    </message>
    <message>
        <source>no local quadratic here: a derivative has no value</source>
        <translation>此处没有局部二次近似：导数没有值</translation>
    </message>
    <message>
        <source>what the batch sees: choose one ball</source>
        <translation>批量看到的误差表面：请选中一个小球</translation>
    </message>
    <message>
        <source>no batch here: choose a landscape of data and mini-batches</source>
        <translation>这里没有批量：请选用数据地形和小批量</translation>
    </message>
    <message>
        <source>sheet: {0} of {1} examples</source>
        <translation>曲面：{1} 个样本中的 {0} 个</translation>
    </message>
    <message>
        <source>{0} (all: this length = {1})</source>
        <translation>{0}（各箭头：此长度 = {1}）</translation>
    </message>
    <message>
        <source>{0} (one in {1})</source>
        <translation>{0}（每 {1} 个取一个）</translation>
    </message>
    <message>
        <source>batch −g</source>
        <translation>批量 −g</translation>
    </message>
    <message>
        <source>an example’s</source>
        <translation>单个样本</translation>
    </message>
    <message>
        <source>true −g</source>
        <translation>真实的 −g</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>in the batch</source>
        <translation>在批量中</translation>
    </message>
    <message>
        <source>%1, next point: sheet %2, loss %3 (now %4)</source>
        <translation>%1，下一点：近似曲面 %2，损失 %3（现在 %4）</translation>
    </message>
    <message>
        <source>%1, first point of a ball dropped here: sheet %2, loss %3 (now %4)</source>
        <translation>%1，在此放下的小球的第一点：近似曲面 %2，损失 %3（现在 %4）</translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>The same rate for ever.</source>
        <translation>学习率始终不变。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Multi-step</source>
        <translation>多级阶梯</translation>
    </message>
    <message>
        <source>The rate is multiplied by γ after every T updates.</source>
        <translation>每过 T 次更新，学习率乘以 γ。</translation>
    </message>
    <message>
        <source>The rate is multiplied by γ at each of the listed updates m.</source>
        <translation>在列出的每一次更新 m，学习率乘以 γ。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Every rate is γ times the one before.</source>
        <translation>每次的学习率都是前一次的 γ 倍。</translation>
    </message>
    <message>
        <source>Inverse time, 1/t</source>
        <translation>反比例，1/t</translation>
    </message>
    <message>
        <source>Slow enough to reach any distance, fast enough to average noise away.</source>
        <translation>学习率降得足够慢，多远都能走到；又降得足够快，噪声会被平均掉。</translation>
    </message>
    <message>
        <source>Inverse square root</source>
        <translation>平方根倒数</translation>
    </message>
    <message>
        <source>A gentle decay; T = 1 is the one inside AdaGrad (sum).</source>
        <translation>平缓的衰减；T = 1 就是 AdaGrad（求和）里隐含的衰减。</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Falls to 0 in T updates, in a straight line where p = 1, and stays 0.</source>
        <translation>学习率经 T 次更新降到 0，之后保持为 0；p = 1 时沿直线下降。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Half a cosine down to the floor in T updates, and the floor from then on.</source>
        <translation>学习率经 T 次更新沿半个余弦降到下限，之后保持在下限。</translation>
    </message>
    <message>
        <source>Cosine with restarts</source>
        <translation>余弦热重启</translation>
    </message>
    <message>
        <source>Half a cosine down, then at once the set rate again; t counts from the last restart, and cycle k = 0, 1, 2 … has T updates.</source>
        <translation>学习率沿半个余弦下降，然后立刻回到设定的学习率；t 从上一次重启数起，第 k = 0, 1, 2 … 个周期有 T 次更新。</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>Up to the peak η and far down again, once in T updates; the last rate stays.</source>
        <translation>学习率在 T 次更新里升到峰值 η，再降到很低，只此一次；之后保持最后的学习率。</translation>
    </message>
    <message>
        <source>Transformer warm-up</source>
        <translation>Transformer 预热</translation>
    </message>
    <message>
        <source>A straight rise, then a fall as 1/√t. Here η is the peak; in the paper it is 1/√(dW), 6.99×10⁻⁴ for width d = 512 and W = 4,000.</source>
        <translation>学习率先直线上升，再按 1/√t 下降。这里 η 是峰值；论文里它是 1/√(dW)，宽度 d = 512、W = 4,000 时为 6.99×10⁻⁴。</translation>
    </message>
    <message>
        <source>One after another</source>
        <translation>先后两种</translation>
    </message>
    <message>
        <source>One schedule for so many updates, then another from its own start.</source>
        <translation>先按一种调度做若干次更新，再从头开始另一种。</translation>
    </message>
    <message>
        <source>Linear warm-up</source>
        <translation>线性预热</translation>
    </message>
    <message>
        <source>A straight rise to the set rate, then the schedule from its own start.</source>
        <translation>先直线升到设定的学习率，再从头开始调度。</translation>
    </message>
</context>
<context>
    <name>ScheduleCurve</name>
    <message>
        <source>Updates since the drop of a ball</source>
        <translation>从放下小球起的更新次数</translation>
    </message>
    <message>
        <source>update %1: no ball yet</source>
        <translation>第 %1 次更新：还没有小球</translation>
    </message>
    <message>
        <source>update %1: %2 = %3</source>
        <translation>第 %1 次更新：%2 = %3</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>%1 over updates</source>
        <translation>%1随更新的变化</translation>
    </message>
    <message>
        <source>Left and Right point at the updates one by one.</source>
        <translation>左右方向键逐次选择更新。</translation>
    </message>
</context>
<context>
    <name>ScheduleEditor</name>
    <message>
        <source>Sequences can be nested no deeper here</source>
        <translation>这里的序列不能再嵌套</translation>
    </message>
    <message>
        <source>How this changes with a ball’s age: %1</source>
        <translation>%1随小球年龄的变化</translation>
    </message>
    <message>
        <source>Warm-up first</source>
        <translation>先预热</translation>
    </message>
    <message>
        <source>A straight rise to the set rate, then the schedule</source>
        <translation>先直线升到设定的学习率，再开始调度</translation>
    </message>
    <message>
        <source>First</source>
        <translation>先</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>再</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
</context>
<context>
    <name>ScheduleSection</name>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数坐标轴</translation>
    </message>
    <message>
        <source>%1 over time</source>
        <translation>%1调度</translation>
    </message>
    <message>
        <source>Logarithmic axis: %1</source>
        <translation>对数坐标轴：%1</translation>
    </message>
    <message>
        <source>whole schedule</source>
        <translation>完整调度</translation>
    </message>
    <message>
        <source>Show all that the schedule does, instead of the updates that the plots show</source>
        <translation>显示调度的全过程，而不是曲线图所显示的更新</translation>
    </message>
    <message>
        <source>Show the whole schedule</source>
        <translation>显示完整调度</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear the search (Esc)</source>
        <translation>清空搜索 (Esc)</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>numbers</source>
        <translation>数</translation>
    </message>
    <message>
        <source>two values</source>
        <translation>两个值</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>SlicePanel</name>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Loss along the line</source>
        <translation>沿直线的损失</translation>
    </message>
    <message>
        <source>Point at the curve to read it; the wheel zooms</source>
        <translation>指向曲线可读数，滚轮缩放</translation>
    </message>
    <message>
        <source>Left and Right point at places of the line, Up and Down at the next minimum or maximum, Home and End at its ends; plus, minus and the wheel zoom, Esc leaves.</source>
        <translation>左右键在直线上移动，上下键移到下一个极小值或极大值，Home 和 End 移到两端；加号、减号和滚轮缩放，Esc 离开。</translation>
    </message>
    <message>
        <source>What is pointed at; else what is on the line</source>
        <translation>所指之处；没有指向时是线上的内容</translation>
    </message>
    <message>
        <source>Through (%1, %2)</source>
        <translation>经过 (%1, %2)</translation>
    </message>
    <message>
        <source>The line is outside the window.</source>
        <translation>直线在显示范围之外。</translation>
    </message>
    <message>
        <source>Minima and maxima along the line: %1. Balls on it: %2 of %3.</source>
        <translation>沿直线的极小值和极大值：%1 个。线上的小球：%2 个，共 %3 个。</translation>
    </message>
    <message>
        <source>Minimum along the line</source>
        <translation>沿直线是极小值</translation>
    </message>
    <message>
        <source>Maximum along the line</source>
        <translation>沿直线是极大值</translation>
    </message>
    <message>
        <source>a minimum of the surface</source>
        <translation>在误差表面上是极小值</translation>
    </message>
    <message>
        <source>a maximum of the surface</source>
        <translation>在误差表面上是极大值</translation>
    </message>
    <message>
        <source>a saddle point of the surface</source>
        <translation>在误差表面上是鞍点</translation>
    </message>
    <message>
        <source>no critical point of the surface</source>
        <translation>在误差表面上不是临界点</translation>
    </message>
    <message>
        <source>a kink of the surface</source>
        <translation>在误差表面上没有导数</translation>
    </message>
    <message>
        <source>a critical point of the surface of undecided kind</source>
        <translation>在误差表面上是类型不定的临界点</translation>
    </message>
    <message>
        <source>%1, but %2</source>
        <translation>%1，但%2</translation>
    </message>
    <message>
        <source>%1, and %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>slope %1, curvature %2 along the line</source>
        <translation>沿直线：斜率 %1，曲率 %2</translation>
    </message>
    <message>
        <source>%1 on the line, update %2</source>
        <translation>直线上，%1，第 %2 次更新</translation>
    </message>
    <message>
        <source>it has stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>it is lost: there is no number for its place</source>
        <translation>小球已丢失：位置没有数值</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>D. P. Kingma and J. Ba, ICLR 2015</source>
        <translation>D. P. Kingma, J. Ba，ICLR 2015</translation>
    </message>
    <message>
        <source>《深度学习详解》 eq. 3.22</source>
        <translation>《深度学习详解》式 3.22</translation>
    </message>
    <message>
        <source>J. Duchi, E. Hazan and Y. Singer, JMLR 12 (2011)</source>
        <translation>J. Duchi, E. Hazan, Y. Singer，JMLR 12 (2011)</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.3.2; G. Hinton, Coursera lecture 6, 2012</source>
        <translation>《深度学习详解》§3.3.2；G. Hinton，Coursera 第 6 讲，2012</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.2.2; B. T. Polyak, 1964</source>
        <translation>《深度学习详解》§3.2.2；B. T. Polyak，1964</translation>
    </message>
    <message>
        <source>Y. Nesterov, 1983; I. Sutskever et al., ICML 2013</source>
        <translation>Y. Nesterov，1983；I. Sutskever 等，ICML 2013</translation>
    </message>
    <message>
        <source>I. Loshchilov and F. Hutter, ICLR 2017</source>
        <translation>I. Loshchilov, F. Hutter，ICLR 2017</translation>
    </message>
    <message>
        <source>L. N. Smith and N. Topin, 2019</source>
        <translation>L. N. Smith, N. Topin，2019</translation>
    </message>
    <message>
        <source>D. M. Himmelblau, Applied Nonlinear Programming, 1972</source>
        <translation>D. M. Himmelblau，Applied Nonlinear Programming，1972</translation>
    </message>
    <message>
        <source>E. M. L. Beale, Princeton University, 1958</source>
        <translation>E. M. L. Beale，普林斯顿大学，1958</translation>
    </message>
    <message>
        <source>L. A. Rastrigin, Systems of Extremal Control, 1974</source>
        <translation>L. A. Rastrigin，Systems of Extremal Control，1974</translation>
    </message>
    <message>
        <source>H. H. Rosenbrock, The Computer Journal 3 (1960)</source>
        <translation>H. H. Rosenbrock，The Computer Journal 3 (1960)</translation>
    </message>
    <message>
        <source>after N. S. Keskar et al., ICLR 2017</source>
        <translation>仿 N. S. Keskar 等，ICLR 2017</translation>
    </message>
    <message>
        <source>M. Ezekiel, Methods of Correlation Analysis, 1930</source>
        <translation>M. Ezekiel，Methods of Correlation Analysis，1930</translation>
    </message>
    <message>
        <source>K. B. Gorman et al., PLoS ONE 9(3), 2014</source>
        <translation>K. B. Gorman 等，PLoS ONE 9(3)，2014</translation>
    </message>
    <message>
        <source>F. J. Anscombe, The American Statistician 27, 1973</source>
        <translation>F. J. Anscombe，The American Statistician 27，1973</translation>
    </message>
    <message>
        <source>M. D. Zeiler, arXiv:1212.5701 (2012)</source>
        <translation>M. D. Zeiler，arXiv:1212.5701 (2012)</translation>
    </message>
    <message>
        <source>I. Loshchilov and F. Hutter, ICLR 2019</source>
        <translation>I. Loshchilov, F. Hutter，ICLR 2019</translation>
    </message>
    <message>
        <source>S. J. Reddi, S. Kale and S. Kumar, ICLR 2018</source>
        <translation>S. J. Reddi, S. Kale, S. Kumar，ICLR 2018</translation>
    </message>
    <message>
        <source>D. P. Kingma and J. Ba, ICLR 2015, §7.1</source>
        <translation>D. P. Kingma, J. Ba，ICLR 2015，§7.1</translation>
    </message>
    <message>
        <source>T. Dozat, ICLR workshop 2016; PyTorch</source>
        <translation>T. Dozat，ICLR 研讨会 2016；PyTorch</translation>
    </message>
    <message>
        <source>L. Liu et al., ICLR 2020</source>
        <translation>L. Liu 等，ICLR 2020</translation>
    </message>
    <message>
        <source>D. C. Liu and J. Nocedal, Mathematical Programming 45 (1989)</source>
        <translation>D. C. Liu, J. Nocedal，Mathematical Programming 45 (1989)</translation>
    </message>
    <message>
        <source>PyTorch, torch.optim.SGD</source>
        <translation>PyTorch，torch.optim.SGD</translation>
    </message>
    <message>
        <source>PyTorch, torch.optim.SGD with nesterov=True; I. Sutskever et al., ICML 2013</source>
        <translation>PyTorch，torch.optim.SGD（nesterov=True）；I. Sutskever 等，ICML 2013</translation>
    </message>
    <message>
        <source>PyTorch, torch.optim.RMSprop</source>
        <translation>PyTorch，torch.optim.RMSprop</translation>
    </message>
    <message>
        <source>J. Nocedal and S. J. Wright, Numerical Optimization, 2006, §3.3</source>
        <translation>J. Nocedal, S. J. Wright，Numerical Optimization，2006，§3.3</translation>
    </message>
    <message>
        <source>K. Levenberg, Quarterly of Applied Mathematics 2 (1944)</source>
        <translation>K. Levenberg，Quarterly of Applied Mathematics 2 (1944)</translation>
    </message>
    <message>
        <source>Y. Dauphin et al., NeurIPS 2014</source>
        <translation>Y. Dauphin 等，NeurIPS 2014</translation>
    </message>
    <message>
        <source>C. Jin et al., How to Escape Saddle Points Efficiently, ICML 2017</source>
        <translation>C. Jin 等，How to Escape Saddle Points Efficiently，ICML 2017</translation>
    </message>
    <message>
        <source>M. Riedmiller and H. Braun, ICNN 1993; C. Igel and M. Hüsken, 2000 (Rprop⁻)</source>
        <translation>M. Riedmiller, H. Braun，ICNN 1993；C. Igel, M. Hüsken，2000（Rprop⁻）</translation>
    </message>
    <message>
        <source>X. Chen et al., NeurIPS 2023</source>
        <translation>X. Chen 等，NeurIPS 2023</translation>
    </message>
    <message>
        <source>A. Vaswani et al., NeurIPS 2017</source>
        <translation>A. Vaswani 等，NeurIPS 2017</translation>
    </message>
    <message>
        <source>PyTorch, SequentialLR</source>
        <translation>PyTorch，SequentialLR</translation>
    </message>
    <message>
        <source>K. He et al., CVPR 2016</source>
        <translation>何恺明等，CVPR 2016</translation>
    </message>
    <message>
        <source>H. Robbins and S. Monro, 1951</source>
        <translation>H. Robbins, S. Monro，1951</translation>
    </message>
    <message>
        <source>W. Liu et al., ParseNet, 2015</source>
        <translation>W. Liu 等，ParseNet，2015</translation>
    </message>
    <message>
        <source>F. H. Branin, IBM J. Res. Dev. 16 (1972)</source>
        <translation>F. H. Branin，IBM J. Res. Dev. 16 (1972)</translation>
    </message>
    <message>
        <source>L. C. W. Dixon and G. P. Szegö, Towards Global Optimisation 2, 1978</source>
        <translation>L. C. W. Dixon, G. P. Szegö，Towards Global Optimisation 2，1978</translation>
    </message>
    <message>
        <source>H.-P. Schwefel, Numerical Optimization of Computer Models, 1981</source>
        <translation>H.-P. Schwefel，Numerical Optimization of Computer Models，1981</translation>
    </message>
    <message>
        <source>A. V. Levy and A. Montalvo, SIAM J. Sci. Stat. Comput. 6 (1985)</source>
        <translation>A. V. Levy, A. Montalvo，SIAM J. Sci. Stat. Comput. 6 (1985)</translation>
    </message>
    <message>
        <source>D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, 1987</source>
        <translation>D. H. Ackley，A Connectionist Machine for Genetic Hillclimbing，1987</translation>
    </message>
    <message>
        <source>A. O. Griewank, J. Optimization Theory and Applications 34 (1981)</source>
        <translation>A. O. Griewank，J. Optimization Theory and Applications 34 (1981)</translation>
    </message>
    <message>
        <source>M. Jamil and X.-S. Yang, IJMMNO 4 (2013)</source>
        <translation>M. Jamil, X.-S. Yang，IJMMNO 4 (2013)</translation>
    </message>
    <message>
        <source>J. Matyas, Automation and Remote Control 26 (1965)</source>
        <translation>J. Matyas，Automation and Remote Control 26 (1965)</translation>
    </message>
    <message>
        <source>M. A. Styblinski and T.-S. Tang, Neural Networks 3 (1990)</source>
        <translation>M. A. Styblinski, T.-S. Tang，Neural Networks 3 (1990)</translation>
    </message>
    <message>
        <source>A. A. Goldstein and J. F. Price, Mathematics of Computation 25 (1971)</source>
        <translation>A. A. Goldstein, J. F. Price，Mathematics of Computation 25 (1971)</translation>
    </message>
    <message>
        <source>E. E. Easom, M. Eng. thesis, University of Louisville, 1990</source>
        <translation>E. E. Easom，路易斯维尔大学工程硕士论文，1990</translation>
    </message>
    <message>
        <source>M. Molga and C. Smutnicki, Test Functions for Optimization Needs, 2005</source>
        <translation>M. Molga, C. Smutnicki，Test Functions for Optimization Needs，2005</translation>
    </message>
    <message>
        <source>typed in</source>
        <translation>自行输入</translation>
    </message>
    <message>
        <source>G. P. McCormick, Mathematical Programming 10 (1976)</source>
        <translation>G. P. McCormick，Mathematical Programming 10 (1976)</translation>
    </message>
    <message>
        <source>after A. D. Bukin, Budker INP preprint 97-79, 1997</source>
        <translation>仿 A. D. Bukin，布德克尔核物理研究所预印本 97-79，1997</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.1</source>
        <translation>《深度学习详解》§3.1</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.2.1</source>
        <translation>《深度学习详解》§3.2.1</translation>
    </message>
    <message>
        <source>J.-L. Lagrange, Mécanique analytique, 1788; 《深度学习详解》 §3.2.2, figure of the ball</source>
        <translation>J.-L. Lagrange，Mécanique analytique，1788；《深度学习详解》§3.2.2 球的图</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.4</source>
        <translation>《深度学习详解》§3.4</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.3, the data of its Fig. 3.22</source>
        <translation>《深度学习详解》§3.3，图 3.22 的数据</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.7</source>
        <translation>《深度学习详解》§3.7</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.6.1</source>
        <translation>《深度学习详解》§3.6.1</translation>
    </message>
    <message>
        <source>extension of 《深度学习详解》 §3.1.2</source>
        <translation>《深度学习详解》§3.1.2 的扩展</translation>
    </message>
    <message>
        <source>extension of 《深度学习详解》 §3.4</source>
        <translation>《深度学习详解》§3.4 的扩展</translation>
    </message>
    <message>
        <source>extension of 《深度学习详解》 §3.2.1</source>
        <translation>《深度学习详解》§3.2.1 的扩展</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.6.3, Fig. 3.34</source>
        <translation>《深度学习详解》§3.6.3，图 3.34</translation>
    </message>
    <message>
        <source>extension of 《深度学习详解》 §3.5</source>
        <translation>《深度学习详解》§3.5 的扩展</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.1.2</source>
        <translation>《深度学习详解》§3.1.2</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.3.2</source>
        <translation>《深度学习详解》§3.3.2</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.3.1</source>
        <translation>《深度学习详解》§3.3.1</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.2.2</source>
        <translation>《深度学习详解》§3.2.2</translation>
    </message>
    <message>
        <source>《深度学习详解》 §3.3</source>
        <translation>《深度学习详解》§3.3</translation>
    </message>
    <message>
        <source>extension of 《深度学习详解》 §3.3.1</source>
        <translation>《深度学习详解》§3.3.1 的扩展</translation>
    </message>
</context>
<context>
    <name>SpokenBall</name>
    <message>
        <source>Ball {0}, {1}</source>
        <translation>小球 {0}，{1}</translation>
    </message>
    <message>
        <source>loss {0}, {1}</source>
        <translation>损失 {0}，{1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>No ball chosen</source>
        <translation>没有选中小球</translation>
    </message>
</context>
<context>
    <name>StartupNotices</name>
    <message>
        <source>Logs and crash reports lie in {0}</source>
        <translation>日志与崩溃报告位于 {0}</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The panels have new places in this version; those that were kept are dropped.</source>
        <translation>本版本的面板有了新的位置，之前保存的位置不再使用。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>There is no room for: %1. The View menu brings a panel back.</source>
        <translation>空间不足，已隐藏：%1。可在“视图”菜单中恢复。</translation>
    </message>
    <message>
        <source>The session is saved automatically again.</source>
        <translation>实验记录又能自动保存了。</translation>
    </message>
    <message>
        <source>The settings file was damaged. A copy lies beside it; what could be read is used.</source>
        <translation>设置文件已损坏。旁边留有副本，能读出的设置照常使用。</translation>
    </message>
    <message>
        <source>The settings file comes from a newer Downhill. It is read as far as possible and stays as it is; what you set here is kept beside it.</source>
        <translation>设置文件来自更新版本的“下山”。能读的部分照常使用，文件保持原样；你在这里的设置另存在旁边。</translation>
    </message>
    <message>
        <source>The settings file can’t be read, so there are only the usual settings, and none can be kept. Everything else works.</source>
        <translation>无法读取设置文件，只能使用默认设置，也无法保存设置。其他功能不受影响。</translation>
    </message>
    <message>
        <source>Settings can’t be kept: their folder can’t be written. Everything else works.</source>
        <translation>无法保存设置：文件夹不可写。其他功能都正常。</translation>
    </message>
    <message>
        <source>The session can’t be saved automatically: {0}. What you do now would be lost if the program ended.</source>
        <translation>实验记录无法自动保存：{0}。如果程序结束，现在做的一切将会丢失。</translation>
    </message>
    <message>
        <source>This session can’t be kept: {0}. Save it in another place; closing the window again loses it.</source>
        <translation>无法保留这份实验记录：{0}。请另存到别处；再次关闭窗口，它就会丢失。</translation>
    </message>
    <message>
        <source>Your last session was restored.</source>
        <translation>已恢复上一份实验记录。</translation>
    </message>
    <message>
        <source>The last run ended unexpectedly and has been restored.</source>
        <translation>上次运行意外中断，已从中断处恢复。</translation>
    </message>
    <message>
        <source>Your last session was kept.</source>
        <translation>上一份实验记录已保留。</translation>
    </message>
    <message>
        <source>The last run ended unexpectedly.</source>
        <translation>上次运行意外中断。</translation>
    </message>
    <message>
        <source>The last run ended unexpectedly and has been restored. The report stays on this computer; nothing is sent.</source>
        <translation>上次运行意外中断，已从中断处恢复。报告只留在这台电脑上，不会发送任何内容。</translation>
    </message>
    <message>
        <source>Show reports</source>
        <translation>显示报告</translation>
    </message>
    <message>
        <source>Safe mode: the processor draws, with default settings; the last session is not resumed, and your own settings stay as they are.</source>
        <translation>安全模式：由处理器绘图，使用默认设置；不恢复上一份实验记录，你自己的设置保持不变。</translation>
    </message>
    <message>
        <source>The graphics driver provides no working OpenGL, so the processor draws: everything works, only slower.</source>
        <translation>显卡驱动没有提供可用的 OpenGL，因此由处理器绘图：功能齐全，只是较慢。</translation>
    </message>
    <message>
        <source>The 3-D view shows fewer than 15 frames a second here. A smaller window helps, fewer balls, hidden trails, and a graphics driver with OpenGL.</source>
        <translation>三维视图在这里每秒不到 15 帧。把窗口缩小、减少小球、隐藏轨迹，或安装支持 OpenGL 的显卡驱动，都会有帮助。</translation>
    </message>
    <message>
        <source>Downhill ended unexpectedly the last time. The report stays on this computer; nothing is sent.</source>
        <translation>“下山”上次意外中断。报告只留在这台电脑上，不会发送任何内容。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program, which keeps running. The report stays on this computer; nothing is sent.</source>
        <translation>程序内部出错，但会继续运行。报告只留在这台电脑上，不会发送任何内容。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>moving</source>
        <translation>运动中</translation>
    </message>
    <message>
        <source>at a local minimum</source>
        <translation>在局部极小值处</translation>
    </message>
    <message>
        <source>at a saddle point</source>
        <translation>在鞍点处</translation>
    </message>
    <message>
        <source>at a local maximum</source>
        <translation>在局部极大值处</translation>
    </message>
    <message>
        <source>at a degenerate critical point</source>
        <translation>在退化临界点处</translation>
    </message>
    <message>
        <source>flat: undecided</source>
        <translation>平坦，无法判定</translation>
    </message>
    <message>
        <source>where the loss has no value</source>
        <translation>在损失无定义处</translation>
    </message>
    <message>
        <source>where a derivative has no value</source>
        <translation>在导数无定义处</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
</context>
<context>
    <name>StatusText</name>
    <message>
        <source>{0}, ball {1}: {2}</source>
        <translation>{0}，小球 {1}：{2}</translation>
    </message>
    <message>
        <source>at its start</source>
        <translation>在起点</translation>
    </message>
</context>
<context>
    <name>StepControls</name>
    <message>
        <source>Balls in play</source>
        <translation>参与的小球</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>Next update</source>
        <translation>下一次更新</translation>
    </message>
    <message>
        <source>Choose a ball to see its next update in numbers</source>
        <translation>选中一个小球，查看它下一次更新的数值</translation>
    </message>
    <message>
        <source>The update along one axis</source>
        <translation>沿一个坐标轴的更新</translation>
    </message>
    <message>
        <source>Every symbol of the rule replaced by its number</source>
        <translation>把规则中的每个符号换成数值</translation>
    </message>
    <message>
        <source>Gradient and update as arrows</source>
        <translation>用箭头表示的梯度与更新</translation>
    </message>
    <message>
        <source>+g, −g and the update Δθ from the ball; directions are true</source>
        <translation>从小球出发的 +g、−g 和更新 Δθ；方向是真实的</translation>
    </message>
    <message>
        <source>What gradient, curvature and motion say of the ball</source>
        <translation>由梯度、曲率和移动判断出的小球状态</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Past gradients</source>
        <translation>过去的梯度</translation>
    </message>
    <message>
        <source>η/σ over time</source>
        <translation>η/σ 的变化</translation>
    </message>
    <message>
        <source>The rule with every symbol replaced by its number</source>
        <translation>把规则中的每个符号换成数值</translation>
    </message>
    <message>
        <source>The memory as a weighted sum of past gradients</source>
        <translation>动量是过去梯度的加权和</translation>
    </message>
    <message>
        <source>The rate of each coordinate against its limit of stability</source>
        <translation>每个坐标的学习率与稳定界限的比较</translation>
    </message>
    <message>
        <source>What is shown of the update</source>
        <translation>显示更新的哪一部分</translation>
    </message>
    <message>
        <source>This can’t be computed</source>
        <translation>无法计算</translation>
    </message>
    <message>
        <source>%1, ball %2: next update</source>
        <translation>%1，小球 %2：下一次更新</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>‖g‖ = %1, ‖Δθ‖ = %2</source>
        <translation>‖g‖ = %1，‖Δθ‖ = %2</translation>
    </message>
    <message>
        <source>movements are drawn %1 times as large as gradients</source>
        <translation>移动量的比例尺是梯度的 %1 倍</translation>
    </message>
    <message>
        <source>g has noise: the scene and the table show it without</source>
        <translation>g 带有噪声：三维视图和表格显示的是不带噪声的梯度</translation>
    </message>
    <message>
        <source>g is of this batch alone: examples %1</source>
        <translation>g 只来自这个批量：样本 %1</translation>
    </message>
    <message>
        <source>The numbers are named as in: %1</source>
        <translation>数值采用的记法：%1</translation>
    </message>
    <message>
        <source>divided by</source>
        <translation>除以</translation>
    </message>
    <message>
        <source>kinetic energy</source>
        <translation>动能</translation>
    </message>
    <message>
        <source>potential energy</source>
        <translation>势能</translation>
    </message>
    <message>
        <source>total energy</source>
        <translation>总能量</translation>
    </message>
    <message>
        <source>evaluations of the loss</source>
        <translation>损失的计算次数</translation>
    </message>
    <message>
        <source>Arrows: %1</source>
        <translation>箭头：%1</translation>
    </message>
    <message>
        <source>older</source>
        <translation>更早</translation>
    </message>
</context>
<context>
    <name>Surface</name>
    <message>
        <source>Himmelblau function</source>
        <translation>Himmelblau 函数</translation>
    </message>
    <message>
        <source>Beale function</source>
        <translation>Beale 函数</translation>
    </message>
    <message>
        <source>Rastrigin function</source>
        <translation>Rastrigin 函数</translation>
    </message>
    <message>
        <source>Plain and cliff</source>
        <translation>平原与悬崖</translation>
    </message>
    <message>
        <source>Round bowl</source>
        <translation>圆碗</translation>
    </message>
    <message>
        <source>Elongated bowl</source>
        <translation>狭长的碗</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>鞍面</translation>
    </message>
    <message>
        <source>Local minimum and hill</source>
        <translation>局部极小值与小丘</translation>
    </message>
    <message>
        <source>Tilted ring</source>
        <translation>倾斜的环</translation>
    </message>
    <message>
        <source>Ravine</source>
        <translation>峡谷</translation>
    </message>
    <message>
        <source>Rosenbrock function</source>
        <translation>Rosenbrock 函数</translation>
    </message>
    <message>
        <source>Two-weight network</source>
        <translation>两个权重的网络</translation>
    </message>
    <message>
        <source>Flat and sharp wells</source>
        <translation>平坦与尖锐的势阱</translation>
    </message>
    <message>
        <source>Three-hump camel function</source>
        <translation>三峰驼函数</translation>
    </message>
    <message>
        <source>Six-hump camel function</source>
        <translation>六峰驼函数</translation>
    </message>
    <message>
        <source>Linear regression</source>
        <translation>线性回归</translation>
    </message>
    <message>
        <source>Regression of ten Pokémon</source>
        <translation>十只宝可梦的回归</translation>
    </message>
    <message>
        <source>Regression on two features</source>
        <translation>两个特征的回归</translation>
    </message>
    <message>
        <source>Logistic neuron</source>
        <translation>逻辑斯谛神经元</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>逻辑斯谛回归</translation>
    </message>
    <message>
        <source>Two-weight network on examples</source>
        <translation>两个权重的网络（多个样本）</translation>
    </message>
    <message>
        <source>ReLU neuron</source>
        <translation>ReLU 神经元</translation>
    </message>
    <message>
        <source>Sine neuron</source>
        <translation>正弦神经元</translation>
    </message>
    <message>
        <source>Neuron with batch normalisation</source>
        <translation>带批量归一化的神经元</translation>
    </message>
    <message>
        <source>Softmax of three classes</source>
        <translation>三个类别的 softmax</translation>
    </message>
    <message>
        <source>Wells with per-example tilts</source>
        <translation>样本线性项各异的两个势阱</translation>
    </message>
    <message>
        <source>Schwefel function</source>
        <translation>Schwefel 函数</translation>
    </message>
    <message>
        <source>Lévy function N. 13</source>
        <translation>Levy 13 号函数</translation>
    </message>
    <message>
        <source>Dimpled bowl</source>
        <translation>带小坑的碗</translation>
    </message>
    <message>
        <source>Inverted bowl</source>
        <translation>倒扣的碗</translation>
    </message>
    <message>
        <source>Monkey saddle</source>
        <translation>猴鞍面</translation>
    </message>
    <message>
        <source>Trough</source>
        <translation>长槽</translation>
    </message>
    <message>
        <source>Quartic bowl</source>
        <translation>四次碗</translation>
    </message>
    <message>
        <source>Ackley function</source>
        <translation>Ackley 函数</translation>
    </message>
    <message>
        <source>Griewank function</source>
        <translation>Griewank 函数</translation>
    </message>
    <message>
        <source>Booth function</source>
        <translation>Booth 函数</translation>
    </message>
    <message>
        <source>Matyas function</source>
        <translation>Matyas 函数</translation>
    </message>
    <message>
        <source>Styblinski–Tang function</source>
        <translation>Styblinski–Tang 函数</translation>
    </message>
    <message>
        <source>Goldstein–Price function</source>
        <translation>Goldstein–Price 函数</translation>
    </message>
    <message>
        <source>Easom function</source>
        <translation>Easom 函数</translation>
    </message>
    <message>
        <source>Drop-wave function</source>
        <translation>水滴波函数</translation>
    </message>
    <message>
        <source>Tilted valley</source>
        <translation>斜向的山谷</translation>
    </message>
    <message>
        <source>Your own formula</source>
        <translation>自己的公式</translation>
    </message>
    <message>
        <source>McCormick function</source>
        <translation>McCormick 函数</translation>
    </message>
    <message>
        <source>Branin function</source>
        <translation>Branin 函数</translation>
    </message>
    <message>
        <source>Bukin function, smoothed</source>
        <translation>Bukin 函数（磨圆）</translation>
    </message>
</context>
<context>
    <name>Switches</name>
    <message>
        <source>More switches</source>
        <translation>更多开关</translation>
    </message>
    <message>
        <source>Those that have no room here</source>
        <translation>这里放不下的开关</translation>
    </message>
</context>
<context>
    <name>Symbol</name>
    <message>
        <source>This rule goes beyond the book.</source>
        <translation>扩展：书中没有这条规则。</translation>
    </message>
    <message>
        <source>§: sections of the book 《深度学习详解》</source>
        <translation>§：《深度学习详解》中的小节</translation>
    </message>
    <message>
        <source>?: glossary</source>
        <translation>按 ? 键：打开术语表</translation>
    </message>
    <message>
        <source>Click, or ?: glossary</source>
        <translation>单击或按 ? 键：打开术语表</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>{0} examples</source>
        <translation>{0} 个样本</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>第 {0} 回合</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>回合</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>&amp;Updates</source>
        <translation>更新次数(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>回合(&amp;E)</translation>
    </message>
    <message>
        <source>E&amp;xamples seen</source>
        <translation>已用样本数(&amp;X)</translation>
    </message>
    <message>
        <source>{0} of ball {1}</source>
        <translation>{0}（小球 {1}）</translation>
    </message>
    <message>
        <source>What the time axis counts: updates, epochs or examples seen</source>
        <translation>时间轴的单位：更新次数、回合或已用样本数</translation>
    </message>
    <message>
        <source>Time axis</source>
        <translation>时间轴</translation>
    </message>
</context>
<context>
    <name>TimingChart</name>
    <message>
        <source>Seconds, over the batch size B; both axes logarithmic</source>
        <translation>用时（秒），横轴为批量大小 B；两轴均为对数刻度</translation>
    </message>
    <message>
        <source>Chart of the times over the batch size</source>
        <translation>用时随批量大小变化的图</translation>
    </message>
    <message>
        <source>Left and Right mark one size, here and in the table.</source>
        <translation>左右方向键选择一种批量大小，图和表同时标出。</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>回合</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
</context>
<context>
    <name>TimingTable</name>
    <message>
        <source>one update</source>
        <translation>每次更新</translation>
    </message>
    <message>
        <source>one epoch</source>
        <translation>每个回合</translation>
    </message>
    <message>
        <source>updates an epoch</source>
        <translation>每回合更新次数</translation>
    </message>
    <message>
        <source>Times by batch size</source>
        <translation>各批量大小的用时</translation>
    </message>
    <message>
        <source>Medians of the times measured; Ctrl+C copies all</source>
        <translation>测得用时的中位数；Ctrl+C 复制全部</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Go to any recorded update</source>
        <translation>跳到任意一次已记录的更新</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Pace: target updates per second ([ and ])</source>
        <translation>速度：每秒更新次数的目标值（[ 和 ]）</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Updates per second: actual / target</source>
        <translation>每秒更新次数：实际 / 目标</translation>
    </message>
    <message>
        <source>Measured rate</source>
        <translation>实测速度</translation>
    </message>
    <message>
        <source>How many updates fast-forward makes</source>
        <translation>快进所做的更新次数</translation>
    </message>
    <message>
        <source>Updates to fast-forward</source>
        <translation>快进的更新次数</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Marks: an epoch begins, for balls from the start</source>
        <translation>刻线：从一开始就在的小球在此开始新的回合</translation>
    </message>
    <message>
        <source>Update {0}</source>
        <translation>第 {0} 次更新</translation>
    </message>
    <message>
        <source>Update {0} of {1}</source>
        <translation>第 {0} / {1} 次更新</translation>
    </message>
    <message>
        <source>{0} / {1} per s</source>
        <translation>{0} / {1} 次/秒</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>where the loss has no value</source>
        <translation>在损失无定义处</translation>
    </message>
    <message>
        <source>as good as {0}</source>
        <translation>几乎{0}</translation>
    </message>
    <message>
        <source>at its start: no update yet</source>
        <translation>在起点：还没有更新过</translation>
    </message>
    <message>
        <source>rolling down</source>
        <translation>顺利下行</translation>
    </message>
    <message>
        <source>rolling down: {0} is at {1} of what the rule bears here</source>
        <translation>顺利下行：{0} 是该规则在此处所能承受上限的 {1}</translation>
    </message>
    <message>
        <source>rolling uphill: its earlier movement carries it against −g</source>
        <translation>正在上坡：之前的移动带着它逆着 −g 前进</translation>
    </message>
    <message>
        <source>crossing the valley: the last update went past its floor, and −g points back</source>
        <translation>正越过山谷：上一次更新冲过了谷底，−g 指回去</translation>
    </message>
    <message>
        <source>on its way with noise: {0} is at {1} of what the rule bears here</source>
        <translation>带着噪声前进：{0} 是该规则在此处所能承受上限的 {1}</translation>
    </message>
    <message>
        <source>on its way with noise: the last update went up the whole loss</source>
        <translation>带着噪声前进：上一次更新在整体损失上是上坡</translation>
    </message>
    <message>
        <source>zigzagging across a valley: each update reverses the one before</source>
        <translation>在山谷两侧曲折前进：每次更新都与上一次反向</translation>
    </message>
    <message>
        <source>jumping: {0} is {1} times what the rule bears at this place, so it may jump across the valley</source>
        <translation>正在跳跃：{0} 是该规则在此处所能承受上限的 {1} 倍，可能会跨过山谷</translation>
    </message>
    <message>
        <source>creeping along a narrow valley (κ = {0}): {1} is at {2} of what the rule bears across it, and about {3} updates are still to go at this pace</source>
        <translation>沿狭长山谷缓行（κ = {0}）：横跨山谷方向上，{1} 是该规则所能承受上限的 {2}；照这个速度大约还要 {3} 次更新</translation>
    </message>
    <message>
        <source>rolling into a saddle point: along u₁, where it could go down (λ₁ = {0}), it is only {1} off the ridge</source>
        <translation>正滚向鞍点：沿 u₁ 本可以下坡（λ₁ = {0}），但它只偏离山脊 {1}</translation>
    </message>
    <message>
        <source>leaving a saddle point: along u₁ the surface bends down (λ₁ = {0})</source>
        <translation>正在离开鞍点：沿 u₁ 误差表面向下弯曲（λ₁ = {0}）</translation>
    </message>
    <message>
        <source>passing a saddle point: along u₁ the surface bends down there (λ₁ = {0})</source>
        <translation>正经过鞍点：那里误差表面沿 u₁ 向下弯曲（λ₁ = {0}）</translation>
    </message>
    <message>
        <source>slow, because {0} = {1} is small: only {2} of what the rule bears here; about {3} updates still to go at this pace</source>
        <translation>很慢，因为 {0} = {1} 太小：只有该规则在此处所能承受上限的 {2}；照这个速度大约还要 {3} 次更新</translation>
    </message>
    <message>
        <source>slow along a narrow valley (κ = {0}): {1} = {2} is only {3} of what the rule bears across it; about {4} updates still to go at this pace</source>
        <translation>沿狭长山谷（κ = {0}）走得很慢：{1} = {2} 只有该规则横跨山谷时所能承受上限的 {3}；照这个速度大约还要 {4} 次更新</translation>
    </message>
    <message>
        <source>slow, because {0} is small: only {1} of what the rule bears here; about {2} updates still to go at this pace</source>
        <translation>很慢，因为 {0} 太小：只有该规则在此处所能承受上限的 {1}；照这个速度大约还要 {2} 次更新</translation>
    </message>
    <message>
        <source>slow, because {0} = {1} is small: about {2} updates still to go at this pace</source>
        <translation>很慢，因为 {0} = {1} 太小：照这个速度大约还要 {2} 次更新</translation>
    </message>
    <message>
        <source>bouncing between walls: the updates reverse, the loss stays near {0} although ‖g‖ = {1}</source>
        <translation>在谷壁之间来回震荡：更新方向不断反转，损失停在 {0} 附近，尽管 ‖g‖ = {1}</translation>
    </message>
    <message>
        <source>bouncing ever wider: {0} is {1} times what the rule bears here, so the updates reverse and grow</source>
        <translation>越震荡越大：{0} 是该规则在此处所能承受上限的 {1} 倍，更新不断反向并放大</translation>
    </message>
    <message>
        <source>at a local minimum: uphill both ways (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}</source>
        <translation>位于局部极小值：两个方向都是上坡（λ₁ = {0}，λ₂ = {1}），‖g‖ = {2}</translation>
    </message>
    <message>
        <source>at a saddle point: downhill along u₁, uphill along u₂ (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}</source>
        <translation>位于鞍点：沿 u₁ 下坡，沿 u₂ 上坡（λ₁ = {0}，λ₂ = {1}），‖g‖ = {2}</translation>
    </message>
    <message>
        <source>at a local maximum: downhill both ways (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}</source>
        <translation>位于局部极大值：两个方向都是下坡（λ₁ = {0}，λ₂ = {1}），‖g‖ = {2}</translation>
    </message>
    <message>
        <source>at a degenerate critical point: H cannot decide (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}</source>
        <translation>位于退化的临界点：H 无法判定（λ₁ = {0}，λ₂ = {1}），‖g‖ = {2}</translation>
    </message>
    <message>
        <source>on a plateau: slope and curvature are next to nothing (‖g‖ = {0}, |λ| at most {1})</source>
        <translation>在平原上：坡度和曲率都微乎其微（‖g‖ = {0}，|λ| 最大为 {1}）</translation>
    </message>
    <message>
        <source>on a plateau: the gradient is exactly 0, so following it leads nowhere</source>
        <translation>在平原上：梯度恰好为 0，跟着它走哪里也去不了</translation>
    </message>
    <message>
        <source>circling in the noise: the loss is about {0} above the minimum, and noise this strong keeps it at up to {1}</source>
        <translation>在噪声中徘徊：损失比极小值大约高 {0}，这样强的噪声会让它停留在最多高出 {1} 的地方</translation>
    </message>
    <message>
        <source>diverging: {0} is {1} times what the rule bears here, so each update leads farther out</source>
        <translation>正在发散：{0} 是该规则在此处所能承受上限的 {1} 倍，每次更新都跳得更远</translation>
    </message>
    <message>
        <source>diverging: it has no finite place any more</source>
        <translation>已发散：它的位置不再是有限的数</translation>
    </message>
    <message>
        <source>diverging: each update leads farther out</source>
        <translation>正在发散：每次更新都跳得更远</translation>
    </message>
    <message>
        <source>frozen: {0} is 0</source>
        <translation>不动：{0} 为 0</translation>
    </message>
    <message>
        <source>frozen: no update moves it although there is a slope (‖g‖ = {0})</source>
        <translation>不动：尽管有坡度（‖g‖ = {0}），更新却移动不了它</translation>
    </message>
    <message>
        <source>outside the window, where the loss is {0}</source>
        <translation>在显示范围之外，那里的损失是 {0}</translation>
    </message>
    <message>
        <source>Kick it along u₁</source>
        <translation>沿 u₁ 推动它</translation>
    </message>
    <message>
        <source>Set {0} = {1}</source>
        <translation>设 {0} = {1}</translation>
    </message>
    <message>
        <source>Set B = {0}</source>
        <translation>设 B = {0}</translation>
    </message>
    <message>
        <source>Drop a ball with momentum here</source>
        <translation>在此处放一个动量法小球</translation>
    </message>
</context>
<context>
    <name>Viewport</name>
    <message>
        <source>Surface</source>
        <translation>误差表面</translation>
    </message>
    <message>
        <source>3-D view of the surface</source>
        <translation>误差表面的三维视图</translation>
    </message>
    <message>
        <source>Enter shows a crosshair: arrow keys move it, with Ctrl in fine and with Shift in coarse steps, Enter drops a ball or picks one up, Shift+Enter drops one of every fleet, Esc leaves. Without it, Shift and arrow keys turn the view, Ctrl and arrow keys shift it, plus and minus zoom, 0 turns it back.</source>
        <translation>回车键显示十字线：方向键移动它，按住 Ctrl 微移，按住 Shift 大步移；回车键放下或拿起小球，Shift+回车键每个球组各放一个小球，Esc 键退出。没有十字线时，Shift 加方向键转动视图，Ctrl 加方向键平移，加减键缩放，0 键恢复默认视图。</translation>
    </message>
    <message>
        <source>Click the surface itself to drop a ball.</source>
        <translation>请点击误差表面本身来放下小球。</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>The loss at the ball</source>
        <translation>小球处的损失</translation>
    </message>
    <message>
        <source>The gradient of the whole loss: the steepest way up</source>
        <translation>整个损失的梯度：上升最陡的方向</translation>
    </message>
    <message>
        <source>The norm of the gradient: how steep it is</source>
        <translation>梯度范数：有多陡</translation>
    </message>
    <message>
        <source>The lesser eigenvalue: the curvature along u₁. Below 0 the surface bends down there</source>
        <translation>较小的特征值：沿 u₁ 的曲率。小于 0 时误差表面沿此方向向下弯</translation>
    </message>
    <message>
        <source>The angle between the gradient and u₁: 0° is along it, 90° across</source>
        <translation>梯度与 u₁ 的夹角：0° 为沿着它，90° 为垂直于它</translation>
    </message>
    <message>
        <source>The greater eigenvalue: the curvature along u₂. Below 0 the surface bends down there</source>
        <translation>较大的特征值：沿 u₂ 的曲率。小于 0 时误差表面沿此方向向下弯</translation>
    </message>
    <message>
        <source>The angle between the gradient and u₂: 0° is along it, 90° across</source>
        <translation>梯度与 u₂ 的夹角：0° 为沿着它，90° 为垂直于它</translation>
    </message>
    <message>
        <source>The condition number, the larger of |λ₁| and |λ₂| divided by the smaller: the larger it is, the longer and narrower the valley</source>
        <translation>条件数：|λ₁| 与 |λ₂| 中较大者除以较小者；越大，山谷越长越窄</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Hessian matrix</source>
        <translation>海森矩阵</translation>
    </message>
    <message>
        <source>eigenvalue</source>
        <translation>特征值</translation>
    </message>
    <message>
        <source>eigenvector</source>
        <translation>特征向量</translation>
    </message>
    <message>
        <source>angle</source>
        <translation>夹角</translation>
    </message>
    <message>
        <source>condition number</source>
        <translation>条件数</translation>
    </message>
    <message>
        <source>What the next update changes the loss by</source>
        <translation>下一次更新使损失改变多少</translation>
    </message>
    <message>
        <source>What the gradient promises of the next update</source>
        <translation>梯度对下一次更新的许诺</translation>
    </message>
    <message>
        <source>What the curvature takes from that, or adds</source>
        <translation>曲率从中减去或加上的部分</translation>
    </message>
    <message>
        <source>The rest: what the change of the curvature along the way does</source>
        <translation>其余：途中曲率变化造成的部分</translation>
    </message>
    <message>
        <source>The sum: what the next update really changes the loss by</source>
        <translation>总和：下一次更新实际使损失改变多少</translation>
    </message>
    <message>
        <source>The Hessian matrix: how the gradient changes along each parameter</source>
        <translation>海森矩阵：梯度沿各个参数如何变化</translation>
    </message>
    <message>
        <source>The second row of the Hessian matrix</source>
        <translation>海森矩阵的第二行</translation>
    </message>
    <message>
        <source>The direction of the least curvature, of length 1</source>
        <translation>曲率最小的方向，长度为 1</translation>
    </message>
    <message>
        <source>The direction of the greatest curvature, of length 1</source>
        <translation>曲率最大的方向，长度为 1</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Choose a ball to see the curvature where it is</source>
        <translation>选中一个小球，查看它所在处的曲率</translation>
    </message>
    <message>
        <source>The verdict follows your prediction</source>
        <translation>作出预测之后再给出判断</translation>
    </message>
    <message>
        <source>%1, ball %2: where it is</source>
        <translation>%1，小球 %2：所在之处</translation>
    </message>
    <message>
        <source>Distance to instability</source>
        <translation>离失稳的距离</translation>
    </message>
    <message>
        <source>Sharpness {0} of at most {1}: how far the rule’s next updates are from growing along the steepest axis of curvature. Beyond the line they grow.</source>
        <translation>锐度 {0}，上限 {1}：沿曲率最大的方向，更新离开始放大还有多远。超过竖线，更新就会放大。</translation>
    </message>
    <message>
        <source>That no longer holds: nothing was done</source>
        <translation>情况已经变了：没有做任何操作</translation>
    </message>
    <message>
        <source>Or standardise the features: that makes the valley rounder</source>
        <translation>或者把特征标准化：山谷会变得更圆</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Try it: Undo takes it back</source>
        <translation>试试看：可以撤销</translation>
    </message>
</context>
</TS>
